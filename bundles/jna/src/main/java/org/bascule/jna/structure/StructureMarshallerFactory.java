package org.bascule.jna.structure;

import com.sun.jna.Structure;
import java.util.Optional;
import org.bascule.jna.HostView;
import org.bascule.jna.library.CallbackUse;
import org.bascule.jna.library.JnaCaches;
import org.bascule.jna.library.LibraryOptions;
import org.bascule.jna.memory.Freeing;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * {@link Structure} and {@code Union}: by pointer as argument and result, unless the declared type
 * is {@code ByValue}; inline as field and element, unless it is {@code ByReference}.
 */
@Component(service = MarshallerFactory.class)
public final class StructureMarshallerFactory implements MarshallerFactory {
  private final JnaCaches caches;

  /** For a class path without OSGi. */
  public StructureMarshallerFactory() {
    this(new Housekeeper());
  }

  /** With everybody's housekeeper, who sees to it that JNA keeps no class for ever. */
  @Activate
  public StructureMarshallerFactory(@Reference Housekeeper housekeeper) {
    this.caches = new JnaCaches(housekeeper);
  }

  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    Optional<Marshaller<?>> marshaller = marshaller(use, context);
    if (marshaller.isPresent()) {
      caches.watch();
    }
    return marshaller;
  }

  /** Ends the watch over what JNA keeps. */
  @Deactivate
  void stop() {
    caches.close();
  }

  /** The marshaller of a use that has to do with Structures; empty for any other. */
  static Optional<Marshaller<?>> marshaller(TypeUse use, MarshallerContext context) {
    Class<?> type = use.rawType();
    if (Structure.class.isAssignableFrom(type)) {
      return Optional.of(structure(type.asSubclass(Structure.class), use, context));
    }
    if (type == Structure.ByReference.class && use.place() == Place.ARGUMENT) {
      return Optional.of(
          new TaggedPointerMarshaller(pointer(Structure.class, use, context), use.path()));
    }
    if (!type.isArray() || use.place() != Place.ARGUMENT) {
      return Optional.empty();
    }
    Class<?> component = type.getComponentType();
    boolean contiguous =
        Structure.class.isAssignableFrom(component)
            && component != Structure.class
            && !Structure.ByReference.class.isAssignableFrom(component);
    return contiguous
        ? Optional.of(array(component.asSubclass(Structure.class), use, context))
        : Optional.empty();
  }

  @Override
  public String handles() {
    return "com.sun.jna.Structure and Union, by pointer and by value; Structure[]";
  }

  private static <T extends Structure> Marshaller<T> structure(
      Class<T> type, TypeUse use, MarshallerContext context) {
    if (isInline(type, use.place())) {
      return new StructureCompiler<>(type, use, context).compile();
    }
    return pointer(type, use, context);
  }

  private static <T extends Structure> StructurePointerMarshaller<T> pointer(
      Class<T> type, TypeUse use, MarshallerContext context) {
    StructureClasses<T> classes = classes(type, use, context);
    if (use.place() == Place.RESULT && !classes.known()) {
      throw StructureMistakes.noInstance(use, type, null);
    }
    return new StructurePointerMarshaller<>(type, classes, HostView.of(context), Freeing.of(use));
  }

  @SuppressWarnings("unchecked")
  private static <T extends Structure> Marshaller<T[]> array(
      Class<T> component, TypeUse use, MarshallerContext context) {
    return new StructureArrayMarshaller<>(
        (Class<T[]>) component.arrayType(),
        classes(component, use, context),
        context.abi(),
        use.path());
  }

  private static <T extends Structure> StructureClasses<T> classes(
      Class<T> type, TypeUse use, MarshallerContext context) {
    LibraryOptions.prepare(type);
    Instances<T> instances = Instances.of(type);
    // An argument brings its own instance; only what comes from the DLL must be made here.
    boolean argument = use.place() == Place.ARGUMENT && use.annotation(CallbackUse.class).isEmpty();
    boolean made = instances.possible() && (!argument || instances.succeed());
    return new StructureClasses<>(type, use.target(type, use.cType()), made, context);
  }

  private static boolean isInline(Class<?> type, Place place) {
    return switch (place) {
      case ARGUMENT, RESULT -> Structure.ByValue.class.isAssignableFrom(type);
      case FIELD, ELEMENT -> !Structure.ByReference.class.isAssignableFrom(type);
      case TARGET -> true;
    };
  }
}
