package org.bascule.marshallers.struct;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.TypeUse;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.memory.HeapMemory;

/** Short ways to struct types and to their marshallers, which find parts as the bridge does. */
final class StructKit {
  private StructKit() {}

  static KitContext context(Abi abi) {
    return KitContext.of(
        abi,
        ServiceLoader.load(MarshallerFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .toArray(MarshallerFactory[]::new));
  }

  @SuppressWarnings("unchecked")
  static Marshaller<Object> make(TypeUse use, KitContext context) {
    return (Marshaller<Object>) context.marshaller(use);
  }

  static Marshaller<Object> make(TypeUse use, Abi abi) {
    return make(use, context(abi));
  }

  static CType.Struct struct(String tag, CType.Member... members) {
    return new CType.Struct(tag, false, List.of(members));
  }

  static CType.Struct union(String tag, CType.Member... members) {
    return new CType.Struct(tag, true, List.of(members));
  }

  static CType.Member member(String type, String name) {
    return member(new CType.Named(type), name);
  }

  static CType.Member member(CType type, String name) {
    return new CType.Member(name, type, Optional.empty());
  }

  /** {@code target name[length]}, a pointer. */
  static CType.Member counted(CType target, String name, String length) {
    Directive directive = Directive.NONE.withLength(length);
    return new CType.Member(name, pointer(target), Optional.of(directive));
  }

  static CType pointer(CType target) {
    return new CType.Pointer(target, false);
  }

  static CType pointer(String target) {
    return pointer(new CType.Named(target));
  }

  static CType constPointer(CType target) {
    return new CType.Pointer(target, true);
  }

  static CType array(String element, int count) {
    return new CType.Array(new CType.Named(element), count);
  }

  /** A pointer's cell in memory that lengths can be read from. */
  static HeapMemory cell(HeapSections sections, Abi abi) {
    return memory(sections, abi.pointerSize());
  }

  static HeapMemory memory(HeapSections sections, long size) {
    return (HeapMemory) sections.allocate(size, 8);
  }
}
