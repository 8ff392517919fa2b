package org.bascule.marshallers.struct;

import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.filterReturnValue;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodHandles.permuteArguments;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;

/**
 * Weaves accessors, constructor and marshallers of one record class into handles, once per bind: a
 * call neither reflects nor boxes primitives.
 */
final class RecordWeaver {
  private final Class<?> type;
  private final Shape shape;
  private final Map<String, MethodHandle> accessors = new HashMap<>();
  private final MethodHandle constructor;

  /**
   * Looks the class's members up.
   *
   * @throws org.bascule.error.SignatureException if the class's module does not let us
   */
  RecordWeaver(Class<?> type, Shape shape, TypeUse use) {
    this.type = type;
    this.shape = shape;
    RecordComponent[] components = type.getRecordComponents();
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      for (RecordComponent c : components) {
        accessors.put(c.getName(), lookup.unreflect(c.getAccessor()));
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      constructor = lookup.findConstructor(type, methodType(void.class, types));
    } catch (ReflectiveOperationException e) {
      throw Refusals.signature(
          use,
          "a record whose package is open to the bridge",
          type.getName() + " in " + type.getModule(),
          "open the package in module-info.java");
    }
  }

  @SuppressWarnings("unchecked")
  <T> Class<T> recordType() {
    return (Class<T>) type;
  }

  /** {@code (Object)Object}: the components, in their order. */
  List<MethodHandle> getters() {
    return shape.members().stream()
        .map(m -> accessors.get(m.name()).asType(methodType(Object.class, Object.class)))
        .toList();
  }

  /** {@code (Image, Object)void}: writes all components of the record. */
  MethodHandle writer() {
    List<Member> order = shape.inWriteOrder();
    MethodHandle all = write(order.get(order.size() - 1));
    for (int i = order.size() - 2; i >= 0; i--) {
      all = foldArguments(all, write(order.get(i)));
    }
    return all;
  }

  /**
   * {@code (Image)Object}: makes a record.
   *
   * @param lenient whether members that cannot be read are null
   */
  MethodHandle reader(boolean lenient) {
    MethodHandle[] readers =
        shape.members().stream().map(m -> read(m, lenient)).toArray(MethodHandle[]::new);
    MethodHandle make = filterArguments(constructor, 0, readers);
    return permuteArguments(make, methodType(type, Image.class), new int[readers.length])
        .asType(methodType(Object.class, Image.class));
  }

  private MethodHandle write(Member member) {
    MethodHandle accessor = accessors.get(member.name());
    MethodType step = methodType(void.class, Image.class, Object.class);
    Optional<MethodHandle> encoder = scalar(member).flatMap(ScalarMarshaller::encoder);
    Class<?> component = accessor.type().returnType();
    if (component.isPrimitive() && encoder.isPresent()) {
      MethodHandle bits =
          filterReturnValue(accessor, encoder.get().asType(methodType(long.class, component)));
      MethodHandle store = insertArguments(Access.put((int) member.size()), 0, member.offset());
      return filterArguments(store, 1, bits).asType(step);
    }
    MethodHandle store = Access.WRITE.bindTo(member);
    return filterArguments(store, 1, accessor.asType(methodType(Object.class, type))).asType(step);
  }

  private MethodHandle read(Member member, boolean lenient) {
    Class<?> component = accessors.get(member.name()).type().returnType();
    Optional<MethodHandle> decoder = scalar(member).flatMap(ScalarMarshaller::decoder);
    if (component.isPrimitive() && decoder.isPresent()) {
      MethodHandle load = insertArguments(Access.get((int) member.size()), 0, member.offset());
      return filterReturnValue(load, decoder.get().asType(methodType(component, long.class)));
    }
    MethodHandle load = (lenient ? Access.READ_IF_POSSIBLE : Access.READ).bindTo(member);
    return load.asType(methodType(component, Image.class));
  }

  private static Optional<ScalarMarshaller<?>> scalar(Member member) {
    return member.marshaller() instanceof ScalarMarshaller<?> scalar
        ? Optional.of(scalar)
        : Optional.empty();
  }
}
