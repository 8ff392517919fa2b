package org.bascule.bridge.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bascule.bridge.Variable;
import org.bascule.bridge.call.SessionMemory;
import org.bascule.bridge.invoke.FunctionSite;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.LoneMarshaller;
import org.bascule.bridge.prototype.VariableDeclaration;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.spi.Address;
import org.bascule.spi.CType;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;

/** Makes variables of one session: places of which a type is known. */
final class Variables {
  private static final MethodHandle READ;
  private static final MethodHandle WRITE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      READ = lookup.findVirtual(Cell.class, "read", MethodType.methodType(Object.class));
      WRITE =
          lookup.findVirtual(Cell.class, "write", MethodType.methodType(void.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final MarshallerRegistry registry;
  private final BindingEnvironment environment;
  private final SessionMemory memory;
  private final Consumer<FunctionSite> watcher;
  private final CellMemory kept = new CellMemory();

  /**
   * None yet.
   *
   * @param watcher is given what must be unbound when the registry changes
   */
  Variables(
      MarshallerRegistry registry,
      BindingEnvironment environment,
      SessionMemory memory,
      Consumer<FunctionSite> watcher) {
    this.registry = registry;
    this.environment = environment;
    this.memory = memory;
    this.watcher = watcher;
  }

  /** An exported one, as C declares it. */
  Variable<Object> declared(HostLibrary library, VariableDeclaration declaration) {
    String name = library.name() + "." + declaration.name();
    return variable(
        name,
        library.resolve(declaration.name()),
        declaration.constant(),
        use(Object.class, Optional.of(declaration.type()), name));
  }

  /** An exported one of a Java type. */
  <T> Variable<T> typed(HostLibrary library, String export, Class<T> type) {
    String name = library.name() + "." + export;
    return variable(name, library.resolve(export), false, use(type, Optional.empty(), name));
  }

  /** A place that somebody knows. */
  Variable<Object> at(Address address, CType type) {
    String name = type + " at " + address;
    return variable(name, address.bits(), false, use(Object.class, Optional.of(type), name));
  }

  /** A place of a Java type. */
  <T> Variable<T> at(Address address, Class<T> type) {
    String name = type.getTypeName() + " at " + address;
    return variable(name, address.bits(), false, use(type, Optional.empty(), name));
  }

  /** What stands in Java for a pointer to a function. */
  <T> T functionAt(Address address, Class<T> type) {
    TypeUse use =
        new TypeUse(type, Optional.empty(), List.of(), Place.FIELD, "the function at " + address);
    Marshaller<?> marshaller = LoneMarshaller.of(use, registry.snapshot(), environment);
    int size = (int) marshaller.layout().size();
    if (!type.isInterface() || size != environment.abi().pointerSize()) {
      throw new SignatureException(
          new Diagnosis(
              ErrorCode.UNSUPPORTED_SIGNATURE,
              "bind the function at " + address,
              "",
              "a type that is marshalled as a function pointer",
              type.getTypeName(),
              "use a functional interface, a JNA callback, or a C prototype"));
    }
    ByteBuffer image = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    image.putLong(0, address.bits());
    return type.cast(marshaller.read(memory.over(image, size), memory.withoutSections()));
  }

  /** What a method of an interface does: it reads or writes; without receiver. */
  MethodHandle accessor(Method method, TypeUse use, HostLibrary library, BindingEnvironment in) {
    String export = InterfaceReader.functionName(method);
    Cell<?> cell = cell(library.name() + "." + export, library.resolve(export), use, in);
    return method.getParameterCount() == 0
        ? READ.bindTo(cell).asType(MethodType.methodType(method.getReturnType()))
        : WRITE
            .bindTo(cell)
            .asType(MethodType.methodType(void.class, method.getParameterTypes()[0]));
  }

  private <T> Variable<T> variable(String name, long address, boolean constant, TypeUse use) {
    CellVariable<T> variable =
        new CellVariable<>(
            name, new Address(address), constant, () -> cell(name, address, use, environment));
    watcher.accept(variable.site());
    return variable;
  }

  @SuppressWarnings("unchecked")
  private <T> Cell<T> cell(String name, long address, TypeUse use, BindingEnvironment in) {
    return new Cell<>(
        name,
        address,
        (Marshaller<T>) LoneMarshaller.of(use, registry.snapshot(), in),
        memory,
        kept);
  }

  private static TypeUse use(Class<?> type, Optional<CType> cType, String name) {
    boolean struct = type.isRecord() || cType.filter(CType.Struct.class::isInstance).isPresent();
    return new TypeUse(
        type, cType, List.of(), struct ? Place.TARGET : Place.FIELD, "the variable " + name);
  }
}
