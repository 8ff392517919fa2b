package org.bascule.jna;

import com.sun.jna.WString;
import java.util.Optional;
import org.bascule.spi.CType;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.TypeUse;
import org.osgi.service.component.annotations.Component;

/** {@link WString}: whatever marshals {@code String} as {@code const wchar_t *} does the work. */
@Component(service = MarshallerFactory.class)
public final class WStringMarshallerFactory implements MarshallerFactory {
  private static final CType WIDE_TEXT = new CType.Pointer(new CType.Named("wchar_t"), true);

  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    if (use.rawType() != WString.class) {
      return Optional.empty();
    }
    CType text = use.cType().orElse(WIDE_TEXT);
    // Directives go with it: what is said of the text is said of the String.
    TypeUse part =
        new TypeUse(
            String.class,
            Optional.of(text),
            use.annotations(),
            use.place(),
            use.path(),
            use.directives());
    @SuppressWarnings("unchecked")
    Marshaller<String> inner = (Marshaller<String>) context.marshaller(part);
    return Optional.of(
        new Mapped<>(
            WString.class,
            inner,
            wide -> wide == null ? null : wide.toString(),
            string -> string == null ? null : new WString(string)));
  }

  @Override
  public String handles() {
    return "com.sun.jna.WString";
  }
}
