package org.bascule.jna.anyvalue;

import org.bascule.error.SignatureException;
import org.bascule.jna.structure.LateContext;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;

/** One slot for a value of any class. */
final class AnyValueMarshaller<T> extends LateMarshaller<T> {
  AnyValueMarshaller(Class<T> declared, TypeUse use, MarshallerContext context) {
    super(declared, use, context);
  }

  @Override
  protected Marshaller<?> find(T value, TypeUse found, LateContext late) {
    Marshaller<?> marshaller;
    try {
      marshaller = late.marshaller(found);
    } catch (SignatureException e) {
      throw refusal(value, found, "a value of a class that JNA passes");
    }
    int most = late.abi().pointerSize();
    if (marshaller.layout().size() > most) {
      throw refusal(value, found, "a value of at most " + most + " bytes");
    }
    return marshaller;
  }

  private RuntimeException refusal(T value, TypeUse found, String expected) {
    return Refusals.argument(
        found.path(),
        expected + ", for a parameter declared as " + javaType().getTypeName(),
        value.getClass().getTypeName() + ": " + value,
        "pass something else, or declare the parameter with a class of its own");
  }
}
