package org.bascule.bridge.invoke;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;

/** Handles of methods that others have declared. */
public final class JavaMethods {
  private JavaMethods() {}

  /**
   * A handle {@code (receiver, parameters…) result} of an interface's method.
   *
   * @throws SignatureException if the method is not accessible from here
   */
  public static MethodHandle handle(Method method) {
    Class<?> owner = method.getDeclaringClass();
    try {
      MethodHandles.Lookup lookup =
          Modifier.isPublic(owner.getModifiers()) && owner.getClassLoader() == null
              ? MethodHandles.publicLookup()
              : PackageLookup.beside(owner);
      return lookup.unreflect(method);
    } catch (Throwable e) {
      SignatureException failure =
          new SignatureException(
              new Diagnosis(
                  ErrorCode.UNSUPPORTED_SIGNATURE,
                  "call " + owner.getName() + "." + method.getName() + " from the DLL",
                  "",
                  "an interface whose package is open to " + JavaMethods.class.getPackageName(),
                  e.toString(),
                  "put the interface on the class path or in a bundle, or open its package"));
      failure.initCause(e);
      throw failure;
    }
  }
}
