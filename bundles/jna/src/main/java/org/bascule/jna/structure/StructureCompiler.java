package org.bascule.jna.structure;

import com.sun.jna.Structure;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.bascule.annotation.StructureSize;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.jna.library.LibraryOptions;
import org.bascule.spi.Layout;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.TypeUse;

/** Makes the marshaller of one Structure class. */
final class StructureCompiler<T extends Structure> {
  private final TypeUse use;
  private final MarshallerContext context;
  private final Instances<T> instances;

  StructureCompiler(Class<T> type, TypeUse use, MarshallerContext context) {
    this.use = use;
    this.context = context;
    this.instances = Instances.of(type);
  }

  /**
   * The marshaller.
   *
   * @throws SignatureException if the class has no instance to ask, or fields that cannot be moved
   */
  StructureMarshaller<T> compile() {
    LibraryOptions.prepare(instances.type());
    T prototype = prototype();
    return compile(prototype, prototype);
  }

  /** The same for a class of which there is an instance already. */
  StructureMarshaller<T> compile(T instance) {
    return compile(instance, instances.possible() ? prototype() : null);
  }

  private StructureMarshaller<T> compile(T instance, T fresh) {
    FieldCompiler compiler = new FieldCompiler(use, Internals.typeMapper(instance), context);
    Shape shape = Shape.of(instance, context.abi());
    List<Field> fields = fields(instance);
    List<FieldMover> movers = new ArrayList<>();
    Layout.Struct[] settled = new Layout.Struct[1];
    for (Field field : fields) {
      // Names in directives, also in those of structs that lie inside, mean this struct's members.
      movers.add(compiler.mover(field, context.within(() -> settled[0], field.getName())));
    }
    settled[0] = usual(shape, movers, instance);
    boolean alike = OwnMemory.isAlike(fields, movers, context.abi());
    boolean opaque = OwnMemory.isOpaque(fields, movers, context.abi(), shape.union());
    markSizes(shape, fields, movers, settled[0], fresh);
    List<MovedField> all = new ArrayList<>();
    for (int i = 0; i < movers.size(); i++) {
      Field field = fields.get(i);
      all.add(
          new MovedField(
              movers.get(i), compiler.directive(field), MovedField.readAlways(field.getType())));
    }
    if (settled[0] == null && all.stream().anyMatch(MovedField::directed)) {
      throw StructureMistakes.unknownArrays(use, instances.type());
    }
    return new StructureMarshaller<>(
        use, instances, shape, all, settled[0], alike, opaque, OwnMemory.hasUnsent(fields, movers));
  }

  /** Fields that tell Windows how large the structure is, by annotation or by what they hold. */
  private void markSizes(
      Shape shape, List<Field> fields, List<FieldMover> movers, Layout.Struct usual, T fresh) {
    for (int i = 0; i < movers.size(); i++) {
      Field field = fields.get(i);
      boolean marked = field.isAnnotationPresent(StructureSize.class);
      if (marked && !SizeMover.takes(movers.get(i), usual)) {
        throw StructureMistakes.sizeField(use, field);
      }
      boolean found =
          fresh != null && SizeMover.takes(movers.get(i), usual) && holdsSize(field, fresh);
      if (marked || found) {
        movers.set(i, new SizeMover(movers.get(i), marked, s -> shape.layout(movers, s)));
      }
    }
  }

  private static boolean holdsSize(Field field, Structure fresh) {
    try {
      return SizeMover.holdsSize(field.get(fresh), fresh);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Layout.Struct usual(Shape shape, List<FieldMover> movers, Structure instance) {
    try {
      return shape.layout(movers, instance);
    } catch (ValueException e) {
      // An array that is not set yet: every instance has its own layout.
      return null;
    }
  }

  private T prototype() {
    if (!instances.possible()) {
      throw StructureMistakes.noInstance(use, instances.type(), null);
    }
    try {
      return instances.fresh();
    } catch (RuntimeException | LinkageError e) {
      throw StructureMistakes.noInstance(use, instances.type(), e);
    }
  }

  private List<Field> fields(T instance) {
    try {
      return Internals.fields(instance);
    } catch (Error e) {
      // JNA's own word for a field order that is wrong.
      if (e.getClass() != Error.class) {
        throw e;
      }
      throw StructureMistakes.noFields(use, instances.type(), e);
    }
  }
}
