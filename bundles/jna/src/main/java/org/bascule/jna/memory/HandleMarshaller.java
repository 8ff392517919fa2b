package org.bascule.jna.memory;

import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import org.bascule.jna.Conversion;
import org.bascule.jna.HostView;
import org.bascule.jna.MappedScalar;
import org.bascule.jna.PointerPolicy;
import org.bascule.spi.Address;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.ScalarMarshaller;

/** {@code HANDLE} and its subclasses: values that nobody follows. */
final class HandleMarshaller {
  private HandleMarshaller() {}

  static <T extends PointerType> ScalarMarshaller<T> of(
      Conversion<T> conversion,
      ScalarMarshaller<Address> addresses,
      MarshallerContext context,
      String path) {
    HostView memory = HostView.of(context);
    return new MappedScalar<>(
        conversion.type(),
        addresses,
        value -> {
          Pointer pointer = value == null ? null : (Pointer) value.toNative();
          return new Address(PointerPolicy.HANDLE.check(pointer, memory, path));
        },
        address -> conversion.fromNative(memory.pointer(address.bits())));
  }
}
