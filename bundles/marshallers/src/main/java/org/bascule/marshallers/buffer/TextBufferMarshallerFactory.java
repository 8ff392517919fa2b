package org.bascule.marshallers.buffer;

import java.util.Optional;
import java.util.OptionalInt;
import org.bascule.annotation.CodePage;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.marshallers.text.TextForm;
import org.bascule.spi.CType;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Directive;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Extent;
import org.bascule.spi.memory.Refusals;
import org.osgi.service.component.annotations.Component;

/** Text that a function changes, or whose length is said. */
@Component(service = MarshallerFactory.class)
public final class TextBufferMarshallerFactory implements MarshallerFactory {
  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    if (use.isNatural()) {
      return Pointers.of(use)
          .filter(pointer -> isNatural(pointer, use))
          .map(pointer -> builder(use, context, Optional.of(pointer)));
    }
    return use.rawType() == StringBuilder.class
        ? Optional.of(builder(use, context, Pointers.of(use)))
        : Optional.empty();
  }

  @Override
  public String handles() {
    return "StringBuilder as char * and wchar_t * that a function writes, and as char (*)[n]";
  }

  /** What the function only reads is a String, unless its length is said; so is what it returns. */
  private static boolean isNatural(CType.Pointer pointer, TypeUse use) {
    if (use.directive().map(d -> d.cType().isPresent() || d.type().isPresent()).orElse(false)) {
      return false;
    }
    if (pointer.target() instanceof CType.Array array) {
      return form(array.element()).filter(TextForm::usual).isPresent() && !Pointers.isCounted(use);
    }
    boolean said = Pointers.isSized(use);
    return Pointers.text(pointer).isPresent()
        && (said || use.place() == Place.ARGUMENT && !pointer.toConst());
  }

  private static Marshaller<?> builder(
      TypeUse use, MarshallerContext context, Optional<CType.Pointer> pointer) {
    OptionalInt fixed = OptionalInt.empty();
    CType unit = pointer.map(CType.Pointer::target).orElseGet(() -> plainUnit(use));
    if (unit instanceof CType.Array array) {
      fixed = OptionalInt.of(Math.toIntExact(array.count()));
      unit = array.element();
    }
    CType written = unit instanceof CType.Void ? plainUnit(use) : unit;
    TextForm form = form(written).orElseThrow(() -> noText(use));
    TextUnits units = units(form.wide(), use, context);
    return new StringBuilderMarshaller(
        use, context.abi(), units, fixed, Extent.of(use, context, units.bytes()));
  }

  private static CType plainUnit(TypeUse use) {
    boolean wide = use.directive().map(Directive::wide).orElse(false);
    return new CType.Named(wide ? "wchar_t" : "char");
  }

  private static Optional<TextForm> form(CType unit) {
    return TextForm.of(new CType.Pointer(unit, false));
  }

  private static TextUnits units(boolean wide, TypeUse use, MarshallerContext context) {
    if (wide) {
      return new TextUnits.Wide();
    }
    return new TextUnits.Narrow(
        use.annotation(CodePage.class)
            .map(annotation -> CodePageText.of(annotation.value()))
            .orElseGet(context::codePage));
  }

  private static RuntimeException noText(TypeUse use) {
    return Refusals.signature(
        use,
        "a pointer to text, such as char * or wchar_t *",
        use.description(),
        "use an array for other memory");
  }
}
