package org.bascule.jna;

import org.bascule.jna.array.ArrayMarshallerFactory;
import org.bascule.jna.callback.CallbackMarshallerFactory;
import org.bascule.jna.library.LibraryMarshallerFactory;
import org.bascule.jna.library.OtherJnaMarshallerFactory;
import org.bascule.jna.memory.PointerMarshallerFactory;
import org.bascule.jna.reference.ReferenceMarshallerFactory;
import org.bascule.jna.structure.StructureMarshallerFactory;
import org.bascule.marshallers.address.AddressMarshallerFactory;
import org.bascule.marshallers.scalar.ScalarMarshallerFactory;
import org.bascule.marshallers.text.StringMarshallerFactory;
import org.bascule.spi.Abi;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.kit.MarshallerContract;

/** What tests of this bundle keep writing. */
public final class Fixture {
  private static final MarshallerFactory[] ALL = {
    new OtherJnaMarshallerFactory(),
    new LibraryMarshallerFactory(),
    new CallbackMarshallerFactory(),
    new WStringMarshallerFactory(),
    new PointerMarshallerFactory(),
    new ReferenceMarshallerFactory(),
    new StructureMarshallerFactory(),
    new ArrayMarshallerFactory(),
    new IntegerTypeMarshallerFactory(),
    new NativeMappedMarshallerFactory(),
    new ScalarMarshallerFactory(),
    new StringMarshallerFactory(),
    new AddressMarshallerFactory()
  };

  private Fixture() {}

  public static KitContext context(Abi abi) {
    return KitContext.of(abi, ALL);
  }

  public static MarshallerContract contract(MarshallerFactory factory, TypeUse use) {
    return MarshallerContract.of(factory, use).with(ALL);
  }

  @SuppressWarnings("unchecked")
  public static Marshaller<Object> marshaller(TypeUse use, Abi abi) {
    return (Marshaller<Object>) context(abi).marshaller(use);
  }

  public static ScalarMarshaller<Object> scalar(TypeUse use, Abi abi) {
    return (ScalarMarshaller<Object>) marshaller(use, abi);
  }
}
