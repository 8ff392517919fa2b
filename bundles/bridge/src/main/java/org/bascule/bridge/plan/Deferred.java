package org.bascule.bridge.plan;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.TypeUse;

/** A marshaller that is found at the end of a compilation, so that types may contain themselves. */
final class Deferred implements Supplier<Marshaller<?>> {
  private final TypeUse use;
  private final MarshallerContext context;
  private Marshaller<?> marshaller;

  Deferred(TypeUse use, MarshallerContext context) {
    this.use = use;
    this.context = context;
  }

  /** Uses that are marshalled alike, wherever they stand. */
  record Key(Type javaType, Optional<CType> cType, Map<String, Directive> directives) {}

  static Key key(TypeUse use) {
    return new Key(use.javaType(), use.cType(), use.directives());
  }

  void resolve() {
    marshaller = context.marshaller(use);
  }

  @Override
  public Marshaller<?> get() {
    if (marshaller == null) {
      throw new IllegalStateException("the marshaller of " + use.path() + " is not known yet");
    }
    return marshaller;
  }
}
