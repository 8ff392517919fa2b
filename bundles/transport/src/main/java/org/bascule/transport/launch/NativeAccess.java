package org.bascule.transport.launch;

import com.sun.jna.Native;
import java.util.Optional;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.HostStartException;

/**
 * Whether this JVM lets JNA call Linux, without which there is neither shared memory nor a bell.
 * Newer JVMs let only those do it who were named when they were started.
 */
final class NativeAccess {
  private static final String REFUSED = IllegalCallerException.class.getName();

  private NativeAccess() {}

  /**
   * Returns if it may.
   *
   * @throws HostStartException if it may not
   */
  static void require() {
    Optional<LinkageError> failure = failure();
    if (failure.isPresent()) {
      LinkageError error = failure.get();
      throw new HostStartException(diagnosis(error, Native.class.getModule()), error);
    }
  }

  /** What is in the way, if anything is. */
  static Optional<Diagnosis> missing() {
    return failure().map(error -> diagnosis(error, Native.class.getModule()));
  }

  private static Optional<LinkageError> failure() {
    try {
      // The first use of the class loads its native half; each later one fails if that did.
      Native.isProtected();
      return Optional.empty();
    } catch (LinkageError e) {
      return Optional.of(e);
    }
  }

  static Diagnosis diagnosis(LinkageError failure, Module module) {
    Throwable root = root(failure);
    return refused(root) ? refused(module) : notLoaded(root);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** From the second time on, the JVM has kept no more than the name of what was thrown. */
  private static boolean refused(Throwable root) {
    return root.toString().contains(REFUSED);
  }

  private static Diagnosis refused(Module module) {
    boolean named = module.isNamed();
    String allowed = named ? module.getName() : "ALL-UNNAMED";
    return new Diagnosis(
        ErrorCode.NATIVE_ACCESS,
        "start the Wine host",
        "com.sun.jna.Native in " + (named ? "the module " + allowed : "an unnamed module"),
        "native access, which JNA needs in order to call Linux",
        "this JVM denies it to whoever was not named at its start",
        "start the JVM with --enable-native-access="
            + allowed
            + (named
                ? ""
                : ", or with -jar and Enable-Native-Access: ALL-UNNAMED in the manifest"));
  }

  private static Diagnosis notLoaded(Throwable root) {
    return new Diagnosis(
        ErrorCode.NATIVE_ACCESS,
        "start the Wine host",
        "com.sun.jna.Native",
        "JNA's native library, which it unpacks into a temporary directory and loads",
        String.valueOf(root.getMessage()),
        "name a directory that can be written to and is not mounted noexec: -Djna.tmpdir=DIRECTORY;"
            + " and see that no other JNA is on the class path");
  }
}
