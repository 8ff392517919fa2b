package org.bascule.bridge.each;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.Optional;
import org.bascule.bridge.plan.ResultStep;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.WindowsMemory;

/** What becomes of the results: an array of the natural Java type, or nothing. */
sealed interface EachResult {
  /** Bytes of one result. */
  int bytes();

  /** An array of so many results; null if there are none. */
  Object array(int count);

  /** Copies results from the start of the memory into a part of the array. */
  void read(WindowsMemory memory, Object into, int index, int count);

  /** The first results of an array. */
  default Object first(Object array, int count) {
    Object some = array(count);
    if (some != null) {
      System.arraycopy(array, 0, some, 0, count);
    }
    return some;
  }

  /** The results of a plan that has a scalar one, or none. */
  static EachResult of(ResultStep step) {
    if (!(step instanceof ResultStep.Scalar scalar)) {
      return new Nothing();
    }
    Class<?> natural =
        scalar.carrier() == Object.class ? scalar.marshaller().javaType() : scalar.carrier();
    Class<?> element = MethodType.methodType(natural).unwrap().returnType();
    Optional<PlainKind> plain =
        scalar.marshaller().isPlain() ? PlainKind.of(element) : Optional.empty();
    int bytes = scalar.marshaller().layout().bytes();
    return plain.isPresent()
        ? new Plain(plain.get(), bytes)
        : new Decoded(scalar.marshaller(), element, bytes);
  }

  /** There is none. */
  record Nothing() implements EachResult {
    @Override
    public int bytes() {
      return 0;
    }

    @Override
    public Object array(int count) {
      return null;
    }

    @Override
    public void read(WindowsMemory memory, Object into, int index, int count) {}
  }

  /** They are copied as they are. */
  record Plain(PlainKind kind, int bytes) implements EachResult {
    @Override
    public Object array(int count) {
      return Array.newInstance(kind.array().getComponentType(), count);
    }

    @Override
    public void read(WindowsMemory memory, Object into, int index, int count) {
      kind.get(memory, into, index, count);
    }
  }

  /** Each is decoded by itself. */
  record Decoded(ScalarMarshaller<?> marshaller, Class<?> element, int bytes)
      implements EachResult {
    @Override
    public Object array(int count) {
      return Array.newInstance(element, count);
    }

    @Override
    public void read(WindowsMemory memory, Object into, int index, int count) {
      for (int i = 0; i < count; i++) {
        Array.set(into, index + i, marshaller.fromBits(Bits.get(memory, bytes, i)));
      }
    }
  }
}
