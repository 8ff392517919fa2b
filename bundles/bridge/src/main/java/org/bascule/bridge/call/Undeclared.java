package org.bascule.bridge.call;

/**
 * What callbacks throw, on its way through methods that declare nothing: a caller shall catch the
 * very exception that his callback threw, checked ones too.
 */
public final class Undeclared {
  private Undeclared() {}

  /**
   * Throws it.
   *
   * @return never; so that the compiler sees that nothing follows
   */
  public static RuntimeException thrown(Throwable thrown) {
    return Undeclared.<RuntimeException>sneak(thrown);
  }

  /** Two that are to be thrown, either of which may be null. */
  static Throwable joined(Throwable first, Throwable next) {
    if (first != null && next != null && next != first) {
      first.addSuppressed(next);
    }
    return first == null ? next : first;
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
