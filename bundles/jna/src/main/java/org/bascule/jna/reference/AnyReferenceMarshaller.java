package org.bascule.jna.reference;

import com.sun.jna.ptr.ByReference;
import org.bascule.jna.anyvalue.LateMarshaller;
import org.bascule.jna.structure.LateContext;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.TypeUse;

/**
 * A parameter that is declared as an abstract class of references, such as {@link ByReference}
 * itself: what is passed knows the width of its value.
 */
final class AnyReferenceMarshaller<R extends ByReference> extends LateMarshaller<R> {
  AnyReferenceMarshaller(Class<R> declared, TypeUse use, MarshallerContext context) {
    super(declared, use, context);
  }

  @Override
  protected Marshaller<?> find(R value, TypeUse found, LateContext late) {
    return ReferenceMarshallerFactory.ofAny(value.getClass(), found, late);
  }
}
