package org.bascule.marshallers.address;

import org.bascule.spi.Address;
import org.bascule.spi.Layout;
import org.bascule.spi.ScalarMarshaller;

/** An {@link Address}; a Java null is C's NULL. */
record AddressMarshaller(PointerBits pointer, String path) implements ScalarMarshaller<Address> {
  @Override
  public Class<Address> javaType() {
    return Address.class;
  }

  @Override
  public Layout.Scalar layout() {
    return pointer.layout();
  }

  @Override
  public long toBits(Address value) {
    return value == null ? 0 : pointer.send(value.bits(), path);
  }

  @Override
  public Address fromBits(long bits) {
    long address = pointer.receive(bits);
    return address == 0 ? Address.NULL : new Address(address);
  }

  @Override
  public Address accept(Object argument, String argumentPath) {
    long bits = pointer.accept(argument, argumentPath);
    pointer.send(bits, argumentPath);
    return bits == 0 ? Address.NULL : new Address(bits);
  }
}
