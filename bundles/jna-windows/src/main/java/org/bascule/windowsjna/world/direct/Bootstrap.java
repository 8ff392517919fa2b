package org.bascule.windowsjna.world.direct;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/** What the bodies of native methods begin with. */
public final class Bootstrap {
  private Bootstrap() {}

  /** The call site that a body runs. */
  public static CallSite site(Lookup lookup, String name, MethodType type) {
    return DirectSites.of(lookup.lookupClass()).site(name, type);
  }

  /** The same for bodies in class files from before Java 7, each time. */
  public static Object call(String owner, String name, String descriptor, Object[] arguments)
      throws Throwable {
    Class<?> type =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).getCallerClass();
    if (!type.getName().equals(owner)) {
      throw new IllegalCallerException(owner + " has not called this");
    }
    MethodType methodType =
        MethodType.fromMethodDescriptorString(descriptor, type.getClassLoader());
    return DirectSites.of(type)
        .site(name, methodType)
        .dynamicInvoker()
        .invokeWithArguments(arguments);
  }
}
