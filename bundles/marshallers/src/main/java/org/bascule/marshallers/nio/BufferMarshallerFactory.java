package org.bascule.marshallers.nio;

import java.nio.Buffer;
import java.util.Optional;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.spi.CType;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Extent;
import org.bascule.spi.memory.Refusals;
import org.osgi.service.component.annotations.Component;

/** {@code java.nio} buffers, direct or not, as pointers to their elements. */
@Component(service = MarshallerFactory.class)
public final class BufferMarshallerFactory implements MarshallerFactory {
  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    if (!Buffer.class.isAssignableFrom(use.rawType())) {
      return Optional.empty();
    }
    BufferKind<?, ?> kind =
        BufferKind.ALL.stream()
            .filter(k -> k.type() == use.rawType())
            .findFirst()
            .orElseThrow(() -> unknown(use));
    if (use.place() != Place.ARGUMENT) {
      throw Refusals.signature(
          use,
          "a Java array here: a buffer cannot be made of the DLL's memory",
          use.description(),
          "change the Java type to " + kind.primitive() + "[]");
    }
    Optional<CType> cType = use.cType();
    if (cType.isPresent() && Pointers.of(use).isEmpty()) {
      throw Refusals.signature(
          use, "a C pointer for a buffer", cType.get().toString(), "add * to the C type");
    }
    return Optional.of(marshaller(kind, use, context));
  }

  @Override
  public String handles() {
    return "java.nio buffers, from position to limit";
  }

  private static <B extends Buffer, A> Marshaller<B> marshaller(
      BufferKind<B, A> kind, TypeUse use, MarshallerContext context) {
    Layout element = context.marshaller(element(kind, use)).layout();
    return new BufferMarshaller<>(
        kind, use, context.abi(), element, Extent.of(use, context, kind.bytes()));
  }

  private static TypeUse element(BufferKind<?, ?> kind, TypeUse use) {
    return new TypeUse(
        kind.primitive(), Optional.empty(), Pointers.shared(use), Place.ELEMENT, use.path() + "[]");
  }

  private static RuntimeException unknown(TypeUse use) {
    return Refusals.signature(
        use,
        "one of java.nio's typed buffers, such as ByteBuffer or FloatBuffer",
        use.description(),
        "declare the parameter with that class");
  }
}
