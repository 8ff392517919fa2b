package org.bascule.bridge.plan;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bascule.bridge.length.Scope;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.TypeUse;

/**
 * A marshaller that is found at the end of a compilation, so that types may contain themselves; one
 * that is asked for after that, when it is first needed.
 */
final class Deferred implements Supplier<Marshaller<?>> {
  private final TypeUse use;
  private final MarshallerContext context;
  private final boolean late;
  private volatile Marshaller<?> marshaller;

  Deferred(TypeUse use, MarshallerContext context, boolean late) {
    this.use = use;
    this.context = context;
    this.late = late;
  }

  /** Uses that are marshalled alike, wherever they stand. */
  record Key(
      Type javaType,
      Optional<CType> cType,
      List<Annotation> annotations,
      Map<String, Directive> directives,
      Optional<Scope> scope) {}

  /**
   * The key of a use.
   *
   * @param scope what names in its directives mean; does not matter where there are none
   */
  static Key key(TypeUse use, Scope scope) {
    return new Key(
        use.javaType(),
        use.cType(),
        use.annotations(),
        use.directives(),
        use.directives().isEmpty() ? Optional.empty() : Optional.of(scope));
  }

  void resolve() {
    marshaller = context.marshaller(use);
  }

  @Override
  public Marshaller<?> get() {
    if (marshaller == null && late) {
      resolve();
    }
    if (marshaller == null) {
      throw new IllegalStateException("the marshaller of " + use.path() + " is not known yet");
    }
    return marshaller;
  }
}
