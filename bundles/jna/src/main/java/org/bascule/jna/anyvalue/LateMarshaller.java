package org.bascule.jna.anyvalue;

import org.bascule.jna.structure.LateContext;
import org.bascule.lifetime.ClassTable;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.Sections;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;

/**
 * An argument whose declared type says too little: what is passed tells the rest, and a marshaller
 * for its class is made when that is first met.
 */
public abstract class LateMarshaller<T> implements Marshaller<T> {
  private final Class<T> declared;
  private final TypeUse use;
  private final LateContext context;
  private final ClassTable<Marshaller<Object>> known;

  /** None has been met yet. */
  protected LateMarshaller(Class<T> declared, TypeUse use, MarshallerContext context) {
    this.declared = declared;
    this.use = use;
    this.context = new LateContext(context);
    this.known = new ClassTable<>(context.declaringType().orElse(declared));
  }

  /**
   * The marshaller of a class that is met for the first time.
   *
   * @param value an object of it
   * @param found the same use, of that class
   */
  protected abstract Marshaller<?> find(T value, TypeUse found, LateContext late);

  @Override
  public final Class<T> javaType() {
    return declared;
  }

  @Override
  public final Layout layout() {
    return Layout.pointer(context.abi());
  }

  @Override
  public final boolean updates() {
    return true;
  }

  @Override
  public final void write(T value, WindowsMemory target, Sections call) {
    target.putPointer(0, 0);
    if (value != null) {
      Marshaller<Object> marshaller = of(value);
      marshaller.write(value, part(target, marshaller), call);
    }
  }

  @Override
  public final void update(T value, WindowsMemory source, Sections call) {
    if (value != null && of(value).updates()) {
      of(value).update(value, part(source, of(value)), call);
    }
  }

  @Override
  public final T read(WindowsMemory source, Sections call) {
    throw new IllegalStateException(use.path() + " is an argument: nothing tells its class");
  }

  /** What the value takes of the slot. */
  private static WindowsMemory part(WindowsMemory slot, Marshaller<?> marshaller) {
    long size = marshaller.layout().size();
    return size == slot.size() ? slot : slot.slice(0, size);
  }

  @SuppressWarnings("unchecked")
  private Marshaller<Object> of(T value) {
    Class<?> type = value.getClass();
    return known.computeIfAbsent(type, () -> (Marshaller<Object>) find(value, late(type), context));
  }

  private TypeUse late(Class<?> type) {
    return new TypeUse(type, use.cType(), use.annotations(), use.place(), use.path());
  }
}
