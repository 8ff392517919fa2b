package org.bascule.marshallers;

import org.bascule.spi.Abi;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;
import org.bascule.spi.kit.KitContext;

/** What tests of marshallers keep writing. */
public final class Fixture {
  private Fixture() {}

  /** The marshaller for this use, with values of whatever type. */
  @SuppressWarnings("unchecked")
  public static Marshaller<Object> make(
      MarshallerFactory factory, TypeUse use, MarshallerContext context) {
    return (Marshaller<Object>) factory.create(use, context).orElseThrow();
  }

  /** The scalar marshaller for this use. */
  public static ScalarMarshaller<Object> scalar(MarshallerFactory factory, TypeUse use, Abi abi) {
    return (ScalarMarshaller<Object>) make(factory, use, KitContext.of(abi));
  }
}
