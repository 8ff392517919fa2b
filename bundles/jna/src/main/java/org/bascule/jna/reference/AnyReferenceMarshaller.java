package org.bascule.jna.reference;

import com.sun.jna.ptr.ByReference;
import org.bascule.jna.structure.LateContext;
import org.bascule.lifetime.ClassTable;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.Sections;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;

/**
 * A parameter that is declared as an abstract class of references, such as {@link ByReference}
 * itself: what is passed knows the width of its value. Its marshaller is made when its class is
 * first met.
 */
final class AnyReferenceMarshaller<R extends ByReference> implements Marshaller<R> {
  private final Class<R> declared;
  private final TypeUse use;
  private final LateContext context;

  private final ClassTable<Marshaller<ByReference>> known;

  AnyReferenceMarshaller(Class<R> declared, TypeUse use, MarshallerContext context) {
    this.declared = declared;
    this.use = use;
    this.context = new LateContext(context);
    this.known = new ClassTable<>(context.declaringType().orElse(declared));
  }

  @Override
  public Class<R> javaType() {
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
  public void write(R value, WindowsMemory target, Sections call) {
    if (value == null) {
      target.putPointer(0, 0);
    } else {
      of(value).write(value, target, call);
    }
  }

  @Override
  public void update(R value, WindowsMemory source, Sections call) {
    if (value != null) {
      of(value).update(value, source, call);
    }
  }

  @Override
  public R read(WindowsMemory source, Sections call) {
    throw new IllegalStateException(use.path() + " is an argument: nothing tells its class");
  }

  private Marshaller<ByReference> of(ByReference value) {
    Class<? extends ByReference> type = value.getClass();
    return known.computeIfAbsent(type, () -> late(type));
  }

  private Marshaller<ByReference> late(Class<? extends ByReference> type) {
    TypeUse late = new TypeUse(type, use.cType(), use.annotations(), use.place(), use.path());
    return ReferenceMarshallerFactory.ofAny(type, late, context);
  }
}
