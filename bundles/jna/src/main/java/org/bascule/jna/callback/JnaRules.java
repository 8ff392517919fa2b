package org.bascule.jna.callback;

import com.sun.jna.Callback;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Optional;
import org.bascule.spi.CallbackRules;
import org.bascule.spi.CallbackThread;

/**
 * What programs tell JNA about callbacks on threads that the DLL has made: {@code
 * Native.setCallbackThreadInitializer} and {@code Native.setCallbackExceptionHandler}.
 */
final class JnaRules implements CallbackRules<Callback> {
  static final JnaRules RULES = new JnaRules();

  /** JNA's own class, whose members it keeps to itself; the names are those of JNA 5. */
  private static final MethodHandle INITIALIZERS = initializers();

  private JnaRules() {}

  @Override
  public Optional<CallbackThread> thread(Callback function) {
    return Optional.ofNullable(initializer(function))
        .map(
            initializer ->
                new CallbackThread(
                    Optional.ofNullable(initializer.getName(function)).orElse(""),
                    initializer.isDaemon(function),
                    Optional.ofNullable(initializer.getThreadGroup(function))));
  }

  /** Whoever has set a handler gets all exceptions there, as from JNA. */
  @Override
  public boolean caught(Callback function, Throwable exception) {
    return uncaught(function, exception);
  }

  /** JNA's own handler prints; the log has it then. */
  @Override
  public boolean uncaught(Callback function, Throwable exception) {
    Callback.UncaughtExceptionHandler handler = Native.getCallbackExceptionHandler();
    if (handler.getClass().getName().startsWith(Native.class.getName() + "$")) {
      return false;
    }
    handler.uncaughtException(function, exception);
    return true;
  }

  private static CallbackThreadInitializer initializer(Callback function) {
    try {
      Map<?, ?> all = (Map<?, ?>) INITIALIZERS.invokeExact();
      synchronized (all) {
        return (CallbackThreadInitializer) all.get(function);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle initializers() {
    try {
      Class<?> references = Class.forName("com.sun.jna.CallbackReference");
      return MethodHandles.privateLookupIn(references, MethodHandles.lookup())
          .findStaticGetter(references, "initializers", Map.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
