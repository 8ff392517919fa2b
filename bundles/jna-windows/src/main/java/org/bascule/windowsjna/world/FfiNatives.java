package org.bascule.windowsjna.world;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import org.bascule.windowsjna.world.ffi.FfiCalls;
import org.bascule.windowsjna.world.ffi.FfiKind;
import org.bascule.windowsjna.world.ffi.FfiTypes;

/** Native methods of JNA's about libffi. */
public final class FfiNatives {
  private static final FfiTypes TYPES = World.OWN.types;
  private static final FfiCalls CALLS = World.OWN.ffi;

  private FfiNatives() {}

  /** JNA finds descriptions of libffi's own types in static fields. */
  public static void initIDs() {
    if (!World.OWN.hasHost()) {
      return; // Who needs them has been told before.
    }
    try {
      Lookup lookup = MethodHandles.privateLookupIn(Structure.class, MethodHandles.lookup());
      Class<?> holder = lookup.findClass("com.sun.jna.Structure$FFIType$FFITypes");
      for (FfiKind kind : FfiKind.values()) {
        MethodHandles.privateLookupIn(holder, MethodHandles.lookup())
            .findStaticVarHandle(holder, kind.field(), Pointer.class)
            .set(new Pointer(TYPES.create(kind)));
      }
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  public static int initialize_ffi_type(long type) {
    return TYPES.prepare(type);
  }

  public static long ffi_prep_cif(int abi, int count, long result, long arguments) {
    return CALLS.prepare(count, result, arguments);
  }

  public static void ffi_call(long cif, long function, long result, long arguments) {
    CALLS.call(cif, function, result, arguments);
  }

  public static long ffi_prep_closure(long cif, Native.ffi_callback callback) {
    return CALLS.closure(cif, callback);
  }

  public static void ffi_free_closure(long closure) {
    CALLS.freeClosure(closure);
  }
}
