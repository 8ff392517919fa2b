package org.bascule.jna.library;

import com.sun.jna.FromNativeConverter;
import com.sun.jna.Library;
import com.sun.jna.NativeMapped;
import com.sun.jna.ToNativeConverter;
import com.sun.jna.TypeMapper;
import com.sun.jna.WString;
import com.sun.jna.win32.W32APITypeMapper;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.bascule.jna.array.ElementArrayMarshaller;
import org.bascule.spi.CType;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.osgi.service.component.annotations.Component;

/**
 * What types mean in JNA's library interfaces only: the library's type mapper, {@code boolean},
 * wide text. Asked just before the factories that hold everywhere, so that any ranking of a third
 * party's is asked before it. Fields of Structures are the business of their own factory; a C type
 * or a directive at the use decides over all this.
 */
@Component(
    service = MarshallerFactory.class,
    property = "service.ranking:Integer=" + LibraryMarshallerFactory.RANKING)
public final class LibraryMarshallerFactory implements MarshallerFactory {
  static final int RANKING = 1;

  private static final CType BYTE_WIDE_BOOLEANS = new CType.Pointer(new CType.Named("bool"), false);

  private static final CType WIDE_TEXT = new CType.Pointer(new CType.Named("wchar_t"), true);

  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    boolean ofFunction = use.place() == Place.ARGUMENT || use.place() == Place.RESULT;
    boolean booleans = use.rawType() == boolean[].class;
    boolean plain = use.cType().isEmpty() && (booleans || use.directives().isEmpty());
    Optional<LibraryOptions> said = ofFunction && plain ? options(use, context) : Optional.empty();
    if (said.isEmpty()) {
      return Optional.empty();
    }
    LibraryOptions options = said.get();
    Optional<Marshaller<?>> mapped =
        use.annotation(AlreadyMapped.class).isPresent()
            ? Optional.empty()
            : options.typeMapper().flatMap(mapper -> mapped(mapper, use, context));
    return mapped.or(() -> unmapped(options, use, context));
  }

  @Override
  public String handles() {
    return "in JNA's library interfaces: boolean, and what the library's type mapper converts";
  }

  @Override
  public int ranking() {
    return RANKING;
  }

  /** A callback's types mean what they mean where it is declared. */
  private static Optional<LibraryOptions> options(TypeUse use, MarshallerContext context) {
    Optional<CallbackUse> callback = use.annotation(CallbackUse.class);
    return callback.isPresent()
        ? callback.map(CallbackUse::options)
        : context
            .declaringType()
            .filter(Library.class::isAssignableFrom)
            .map(library -> LibraryOptions.of(library, context.loadOptions()));
  }

  private static Optional<Marshaller<?>> unmapped(
      LibraryOptions options, TypeUse use, MarshallerContext context) {
    Class<?> type = use.rawType();
    if (type == boolean.class || type == Boolean.class) {
      return Optional.of(new JnaBoolean(JnaBoolean.ALL_BITS));
    }
    if (type == boolean[].class) {
      return Optional.of(context.marshaller(byteWide(use)));
    }
    return type == String.class && options.isWide()
        ? Optional.of(wideText(use, use.place(), "", context))
        : Optional.empty();
  }

  /** Elements of one byte, though a boolean argument is an {@code int}. */
  private static TypeUse byteWide(TypeUse use) {
    return new TypeUse(
        use.javaType(),
        Optional.of(BYTE_WIDE_BOOLEANS),
        use.annotations(),
        use.place(),
        use.path(),
        use.directives());
  }

  /** What the library's mapper converts; as in JNA, not what converts itself. */
  private static Optional<Marshaller<?>> mapped(
      TypeMapper mapper, TypeUse use, MarshallerContext context) {
    Class<?> type = use.rawType();
    Class<?> boxed = MethodType.methodType(type).wrap().returnType();
    if (NativeMapped.class.isAssignableFrom(type)) {
      return Optional.empty();
    }
    if (mapper.getClass() == W32APITypeMapper.class && boxed == Boolean.class) {
      return Optional.of(new JnaBoolean(JnaBoolean.ONE));
    }
    ToNativeConverter outward = mapper.getToNativeConverter(boxed);
    if (type == String[].class && outward != null && outward.nativeType() == WString.class) {
      // The converter itself would make memory of this JVM, with the wide characters of Linux.
      return Optional.of(wideTexts(use, context));
    }
    FromNativeConverter inward = mapper.getFromNativeConverter(type);
    // The arguments of callbacks come from the DLL.
    boolean callback = use.annotation(CallbackUse.class).isPresent();
    boolean toDll = (use.place() == Place.ARGUMENT) != callback;
    if ((toDll ? outward : inward) == null) {
      return Optional.empty();
    }
    Class<?> nativeType = toDll ? outward.nativeType() : inward.nativeType();
    TypeUse part = AlreadyMapped.mark(use.part(nativeType, Optional.empty(), use.place(), ""));
    return Optional.of(Converted.ofUse(use, context.marshaller(part), outward, inward));
  }

  @SuppressWarnings("unchecked")
  private static Marshaller<String> wideText(
      TypeUse use, Place place, String suffix, MarshallerContext context) {
    TypeUse part = use.part(String.class, Optional.of(WIDE_TEXT), place, suffix);
    return (Marshaller<String>) context.marshaller(part);
  }

  private static Marshaller<?> wideTexts(TypeUse use, MarshallerContext context) {
    Marshaller<String> element = wideText(use, Place.ELEMENT, "[]", context);
    return ElementArrayMarshaller.of(String[].class, element, true, context.abi());
  }
}
