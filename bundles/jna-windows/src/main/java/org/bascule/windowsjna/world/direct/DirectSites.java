package org.bascule.windowsjna.world.direct;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The call sites that stand for native methods, by their class: what they call changes when the
 * class is registered. They go when the class goes. Thread-safe.
 */
public final class DirectSites {
  private static final ClassValue<DirectSites> ALL =
      new ClassValue<>() {
        @Override
        protected DirectSites computeValue(Class<?> type) {
          return new DirectSites(type);
        }
      };

  private static final MethodHandle UNBOUND;

  static {
    try {
      UNBOUND =
          MethodHandles.lookup()
              .findStatic(
                  DirectSites.class,
                  "unbound",
                  MethodType.methodType(UnsatisfiedLinkError.class, String.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Class<?> owner;
  private final Map<String, MutableCallSite> sites = new ConcurrentHashMap<>();

  private DirectSites(Class<?> owner) {
    this.owner = owner;
  }

  /** Those of a class. */
  public static DirectSites of(Class<?> owner) {
    return ALL.get(owner);
  }

  /** The site of a method. */
  public CallSite site(String name, MethodType type) {
    return sites.computeIfAbsent(
        name + type.toMethodDescriptorString(), key -> new MutableCallSite(missing(name, type)));
  }

  /** Has a method call this. */
  void bind(String name, MethodHandle target) {
    change((MutableCallSite) site(name, target.type()), target);
  }

  /** Has all methods be without a function again. */
  public void unbind() {
    sites.forEach(
        (key, site) -> change(site, missing(key.substring(0, key.indexOf('(')), site.type())));
  }

  private static void change(MutableCallSite site, MethodHandle target) {
    site.setTarget(target);
    MutableCallSite.syncAll(new MutableCallSite[] {site});
  }

  private MethodHandle missing(String name, MethodType type) {
    MethodHandle thrower =
        MethodHandles.throwException(type.returnType(), UnsatisfiedLinkError.class);
    MethodHandle made = MethodHandles.insertArguments(UNBOUND, 0, owner.getName() + "." + name);
    MethodHandle throwing = MethodHandles.foldArguments(thrower, made);
    return MethodHandles.dropArguments(throwing, 0, type.parameterList());
  }

  private static UnsatisfiedLinkError unbound(String method) {
    return new UnsatisfiedLinkError(
        "the native method "
            + method
            + " belongs to no DLL: Native.register has not been called for its class, or JNI is"
            + " meant, whose libraries for Windows no JVM on Linux can load");
  }
}
