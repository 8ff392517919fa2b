package org.bascule.jna.anyvalue;

import org.bascule.error.SignatureException;
import org.bascule.jna.structure.LateContext;
import org.bascule.lifetime.ClassTable;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.Sections;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Refusals;

/** One slot for a value of any class; its marshaller is made when the class is first met. */
final class AnyValueMarshaller<T> implements Marshaller<T> {
  private final Class<T> declared;
  private final TypeUse use;
  private final LateContext context;
  private final ClassTable<Marshaller<Object>> known;

  AnyValueMarshaller(Class<T> declared, TypeUse use, MarshallerContext context) {
    this.declared = declared;
    this.use = use;
    this.context = new LateContext(context);
    this.known = new ClassTable<>(context.declaringType().orElse(declared));
  }

  @Override
  public Class<T> javaType() {
    return declared;
  }

  @Override
  public Layout layout() {
    return Layout.pointer(context.abi());
  }

  @Override
  public boolean updates() {
    return true;
  }

  @Override
  public void write(T value, WindowsMemory target, Sections call) {
    target.putPointer(0, 0);
    if (value != null) {
      Marshaller<Object> marshaller = of(value);
      marshaller.write(value, target.slice(0, marshaller.layout().size()), call);
    }
  }

  @Override
  public void update(T value, WindowsMemory source, Sections call) {
    if (value != null && of(value).updates()) {
      of(value).update(value, source.slice(0, of(value).layout().size()), call);
    }
  }

  @Override
  public T read(WindowsMemory source, Sections call) {
    throw new IllegalStateException(use.path() + " is an argument: nothing tells its class");
  }

  private Marshaller<Object> of(Object value) {
    return known.computeIfAbsent(value.getClass(), () -> late(value));
  }

  @SuppressWarnings("unchecked")
  private Marshaller<Object> late(Object value) {
    TypeUse late =
        new TypeUse(value.getClass(), use.cType(), use.annotations(), use.place(), use.path());
    Marshaller<Object> marshaller;
    try {
      marshaller = (Marshaller<Object>) context.marshaller(late);
    } catch (SignatureException e) {
      throw refusal(value, "a value of a class that JNA passes");
    }
    if (marshaller.layout().size() > context.abi().pointerSize()) {
      throw refusal(value, "a value of at most " + context.abi().pointerSize() + " bytes");
    }
    return marshaller;
  }

  private RuntimeException refusal(Object value, String expected) {
    return Refusals.argument(
        use.path(),
        expected + ", for a parameter declared as " + declared.getTypeName(),
        value.getClass().getTypeName() + ": " + value,
        "pass something else, or declare the parameter with a class of its own");
  }
}
