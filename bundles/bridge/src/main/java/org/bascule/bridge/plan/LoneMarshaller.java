package org.bascule.bridge.plan;

import java.util.List;
import java.util.Map;
import org.bascule.bridge.length.Length;
import org.bascule.bridge.registry.RegistrySnapshot;
import org.bascule.spi.Marshaller;
import org.bascule.spi.TypeUse;

/** The marshaller of a type that stands by itself, outside any function. */
public final class LoneMarshaller {
  private LoneMarshaller() {}

  /**
   * Finds it.
   *
   * @throws org.bascule.error.SignatureException if no factory takes the type
   */
  public static Marshaller<?> of(
      TypeUse use, RegistrySnapshot registry, BindingEnvironment environment) {
    ResolvingContext context =
        new ResolvingContext(
            use.description(),
            new CompilationUnit(registry),
            environment,
            Map.of(),
            new FunctionScope(List.of()));
    Marshaller<?> marshaller = context.marshaller(use);
    context.resolveDeferred();
    context.takeLengths().forEach(Length::link);
    context.end();
    return marshaller;
  }
}
