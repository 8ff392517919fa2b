package org.bascule.marshallers.text;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.bascule.annotation.CodePage;
import org.bascule.error.SignatureException;
import org.bascule.spi.Abi;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Directive;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;
import org.osgi.service.component.annotations.Component;

/**
 * {@code String} as C's zero-terminated text: {@code const char *} in a code page, {@code const
 * wchar_t *} as UTF-16.
 */
@Component(service = MarshallerFactory.class)
public final class StringMarshallerFactory implements MarshallerFactory {
  /** Where a pointer to writable text may still be a String: the function does not get at it. */
  private static final Set<Place> INSIDE = EnumSet.of(Place.FIELD, Place.ELEMENT, Place.TARGET);

  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    boolean sized = use.directive().flatMap(Directive::length).isPresent();
    if (!use.accepts(String.class) || use.isNatural() && sized) {
      return Optional.empty();
    }
    if (use.cType().isEmpty()) {
      return Optional.of(narrow(use, context));
    }
    return TextForm.of(use.cType().get())
        .filter(form -> form.usual() || !use.isNatural())
        .filter(form -> fits(form, use))
        .map(form -> form.wide() ? wide(use, context) : narrow(use, context));
  }

  @Override
  public String handles() {
    return "String as const char * and const wchar_t *; as a result or in memory also as char * and"
        + " wchar_t *";
  }

  private static boolean fits(TextForm form, TypeUse use) {
    if (!form.writable() || use.place() == Place.RESULT) {
      return true;
    }
    boolean inside = INSIDE.contains(use.place());
    if (!inside && !use.isNatural()) {
      throw writable(use);
    }
    return inside;
  }

  private static Marshaller<?> narrow(TypeUse use, MarshallerContext context) {
    CodePageText codePage =
        use.annotation(CodePage.class)
            .map(annotation -> CodePageText.of(annotation.value()))
            .orElseGet(context::codePage);
    return new NarrowTextMarshaller(pointer(context), free(use), codePage, TextRules.of(use));
  }

  private static Marshaller<?> wide(TypeUse use, MarshallerContext context) {
    return new WideTextMarshaller(pointer(context), free(use), TextRules.of(use));
  }

  private static Optional<String> free(TypeUse use) {
    return use.directive().flatMap(Directive::free);
  }

  private static Layout.Scalar pointer(MarshallerContext context) {
    Abi abi = context.abi();
    return Layout.pointer(abi);
  }

  private static SignatureException writable(TypeUse use) {
    return Refusals.signature(
        use,
        "text that the function only reads, such as const char *",
        use.description(),
        "add const if the function does not write there; else pass memory, since a Java String"
            + " cannot change");
  }
}
