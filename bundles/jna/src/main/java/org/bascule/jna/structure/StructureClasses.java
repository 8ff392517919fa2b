package org.bascule.jna.structure;

import com.sun.jna.Structure;
import java.util.function.Supplier;
import org.bascule.lifetime.ClassTable;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;

/**
 * The content marshallers for the instances of one declared class: its own, and those of subclasses
 * with more fields, which are compiled when they are first met.
 */
final class StructureClasses<T extends Structure> {
  private final Class<T> declared;
  private final Supplier<Marshaller<?>> own;
  private final TypeUse use;
  private final LateContext context;

  private final ClassTable<StructureMarshaller<?>> others;

  /**
   * The classes that may stand for this one.
   *
   * @param use of the declared class, as what a pointer points to
   * @param made whether instances of it can be made here
   */
  StructureClasses(Class<T> declared, TypeUse use, boolean made, MarshallerContext context) {
    this.declared = declared;
    this.own = made ? context.later(use) : null;
    this.use = use;
    this.context = new LateContext(context);
    this.others = new ClassTable<>(context.declaringType().orElse(declared));
  }

  /** The marshaller of the declared class. */
  @SuppressWarnings("unchecked")
  StructureMarshaller<T> own() {
    if (own == null) {
      throw StructureMistakes.noInstance(use, declared, null);
    }
    return (StructureMarshaller<T>) own.get();
  }

  /** Where the pointer stands, for messages. */
  String path() {
    return use.path();
  }

  /** Whether the declared class has fields that can be asked for; {@code Structure} has none. */
  boolean known() {
    return own != null;
  }

  /** The marshaller of this very instance. */
  StructureMarshaller<?> of(Structure instance) {
    Class<?> type = instance.getClass();
    return own != null && (type == declared || isTag(type)) ? own() : other(instance);
  }

  private StructureMarshaller<?> other(Structure instance) {
    return others.computeIfAbsent(instance.getClass(), () -> compile(instance));
  }

  @SuppressWarnings("unchecked")
  private <S extends Structure> StructureMarshaller<S> compile(S instance) {
    Class<S> type = (Class<S>) instance.getClass();
    TypeUse late = new TypeUse(type, use.cType(), use.annotations(), Place.TARGET, use.path());
    return new StructureCompiler<>(type, late, context).compile(instance);
  }

  /** {@code static class ByReference extends X implements Structure.ByReference} adds nothing. */
  private boolean isTag(Class<?> type) {
    return type.getSuperclass() == declared && type.getDeclaredFields().length == 0;
  }
}
