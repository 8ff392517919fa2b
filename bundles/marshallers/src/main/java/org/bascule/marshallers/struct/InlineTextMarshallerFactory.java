package org.bascule.marshallers.struct;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.bascule.annotation.CodePage;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.marshallers.memory.TailMarshaller;
import org.bascule.marshallers.text.TextForm;
import org.bascule.marshallers.text.TextRules;
import org.bascule.spi.CType;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.osgi.service.component.annotations.Component;

/** Text that lies where it stands: {@code char name[n]}, {@code wchar_t name[n]} in a struct. */
@Component(service = MarshallerFactory.class)
public final class InlineTextMarshallerFactory implements MarshallerFactory {
  private static final Set<Place> INSIDE = EnumSet.of(Place.FIELD, Place.ELEMENT, Place.TARGET);

  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    if (!use.accepts(String.class)
        || !INSIDE.contains(use.place())
        || !(use.cType().orElse(null) instanceof CType.Array array)) {
      return Optional.empty();
    }
    return TextForm.of(new CType.Pointer(array.element(), false))
        .filter(form -> form.usual() || !use.isNatural())
        .map(form -> text(array, form.wide(), use, context));
  }

  @Override
  public String handles() {
    return "String as char[n] and wchar_t[n] in structs and arrays";
  }

  private static Marshaller<String> text(
      CType.Array array, boolean wide, TypeUse use, MarshallerContext context) {
    CodePageText codePage =
        wide
            ? null
            : use.annotation(CodePage.class)
                .map(annotation -> CodePageText.of(annotation.value()))
                .orElseGet(context::codePage);
    TextRules rules = TextRules.of(use);
    InlineTextMarshaller text =
        new InlineTextMarshaller(Math.toIntExact(array.count()), codePage, rules);
    return use.place() == Place.FIELD && Pointers.isSized(use)
        ? new TailMarshaller<>(
            use,
            context,
            (Layout.Array) text.layout(),
            count -> new InlineTextMarshaller(count, codePage, rules),
            text::units)
        : text;
  }
}
