package org.bascule.jna.library;

/**
 * Interfaces whose instance somebody else loads, such as a helper of the program's: nobody sees
 * with which options.
 */
final class OwnLoading {
  private static final System.Logger LOG = System.getLogger("org.bascule.jna");

  /** In the interface itself, as its copies are. */
  private static final ClassValue<boolean[]> HIDDEN =
      new ClassValue<>() {
        @Override
        protected boolean[] computeValue(Class<?> library) {
          return new boolean[1];
        }
      };

  private OwnLoading() {}

  /** Whether that was found out before. */
  static boolean isHidden(Class<?> library) {
    boolean[] hidden = HIDDEN.get(library);
    synchronized (hidden) {
      return hidden[0];
    }
  }

  /** From now on the interface has no options of its own; told once. */
  static void hide(Class<?> library, String reason) {
    boolean[] hidden = HIDDEN.get(library);
    synchronized (hidden) {
      if (!hidden[0]) {
        hidden[0] = true;
        LOG.log(
            System.Logger.Level.WARNING,
            "the options of "
                + library.getName()
                + " cannot be seen ("
                + reason.lines().findFirst().orElse("")
                + "): it is loaded without any; give them when it is loaded");
      }
    }
  }

  /** Whether the initialiser has gone to JNA, which looks for a library of Linux. */
  static boolean triedToLoad(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof UnsatisfiedLinkError) {
        return true;
      }
    }
    return false;
  }
}
