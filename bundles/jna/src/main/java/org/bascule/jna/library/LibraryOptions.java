package org.bascule.jna.library;

import com.sun.jna.AltCallingConvention;
import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Structure;
import com.sun.jna.SymbolProvider;
import com.sun.jna.TypeMapper;
import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.spi.Convention;
import org.bascule.spi.MarshallerContext;

/**
 * The options of a library interface: those it was loaded with, else its own. JNA would read its
 * own from the interface's static fields, which loads the library: a Windows DLL, so that the
 * interface would be broken for good.
 *
 * @param type the interface
 * @param values by JNA's names of them
 */
public record LibraryOptions(Class<?> type, Map<String, Object> values) {
  /** What JNA calls UTF-16 text among encodings. */
  private static final String WIDE = "--WIDE-STRING--";

  /** Stands in what {@code Native.getLibraryOptions} gives. */
  private static final String ENCLOSING_LIBRARY = "enclosing-library";

  /** What JNA takes where nothing is said. */
  private static final Integer USUAL_FLAGS = -1;

  /**
   * The options of an interface.
   *
   * @param given what it was loaded with
   * @throws SignatureException if its own cannot be read without loading it
   */
  public static LibraryOptions of(Class<?> library, Optional<Map<String, ?>> given) {
    return new LibraryOptions(
        library,
        given
            .<Map<String, Object>>map(HashMap::new)
            .orElseGet(() -> InterfaceConstants.options(library)));
  }

  /**
   * The options of the library that a callback class is declared in; none outside of libraries.
   *
   * @param context of the function that the callback is passed to
   */
  public static LibraryOptions around(Class<?> callback, MarshallerContext context) {
    Class<?> library = enclosing(callback);
    if (library == null) {
      return new LibraryOptions(callback, Map.of());
    }
    if (context.declaringType().equals(Optional.of(library))) {
      return of(library, context.loadOptions());
    }
    Map<String, Object> known = KnownLibraries.options().get(library);
    return known == null
        ? of(library, Optional.empty())
        : new LibraryOptions(library, new HashMap<>(known));
  }

  /** The same, but every type is moved as it is. */
  public LibraryOptions withoutTypes() {
    Map<String, Object> rest = new HashMap<>(values);
    rest.remove(Library.OPTION_TYPE_MAPPER);
    rest.remove(Library.OPTION_STRING_ENCODING);
    return new LibraryOptions(type, rest);
  }

  /** What the options themselves, not the interface's type, say; empty if nothing. */
  public Optional<Convention> saidConvention() {
    return value(Library.OPTION_CALLING_CONVENTION, Integer.class)
        .map(
            number ->
                ConventionNumber.meaning(number)
                    .orElseThrow(
                        () ->
                            refused(
                                Library.OPTION_CALLING_CONVENTION,
                                "C_CONVENTION, ALT_CONVENTION, or libffi's number of stdcall (5),"
                                    + " thiscall (3) or fastcall (4)",
                                String.valueOf(number))));
  }

  /** Makes JNA take these for Structures that are nested in the interface. */
  public void publish() {
    KnownLibraries.options().put(type, PublishedOptions.of(values));
    KnownLibraries.instances().putIfAbsent(type, new WeakReference<>(null));
  }

  /**
   * Tells JNA the options of the library that a Structure class is nested in, unless it knows them.
   * To be called before a Structure is made.
   */
  public static void prepare(Class<? extends Structure> type) {
    Class<?> library = enclosing(type);
    if (library == null || !hasInstance(library) || KnownLibraries.options().containsKey(library)) {
      return;
    }
    try {
      new LibraryOptions(library, InterfaceConstants.options(library)).publish();
    } catch (SignatureException e) {
      new LibraryOptions(library, Map.of()).publish();
    }
  }

  /** How the library maps types; empty if as usual. */
  public Optional<TypeMapper> typeMapper() {
    return value(Library.OPTION_TYPE_MAPPER, TypeMapper.class);
  }

  /** How the library's functions are named; empty if like the methods. */
  Optional<FunctionMapper> functionMapper() {
    return value(Library.OPTION_FUNCTION_MAPPER, FunctionMapper.class);
  }

  /** Who chooses the functions' addresses; empty if the DLL's exports do. */
  Optional<SymbolProvider> symbolProvider() {
    return value(Library.OPTION_SYMBOL_PROVIDER, SymbolProvider.class);
  }

  /** The name of the encoding of {@code char} text; empty if nothing was said, or it is wide. */
  Optional<String> encoding() {
    return stringEncoding().filter(name -> !name.equals(WIDE));
  }

  /** Whether every {@code String} is UTF-16 text. */
  boolean isWide() {
    return stringEncoding().filter(WIDE::equals).isPresent();
  }

  /** How its functions are called. */
  Convention convention() {
    boolean alternate = AltCallingConvention.class.isAssignableFrom(type);
    return saidConvention().orElse(alternate ? Convention.STDCALL : Convention.CDECL);
  }

  /**
   * Whether every option that matters here is of its type.
   *
   * @throws SignatureException if one is not
   */
  LibraryOptions checked() {
    typeMapper();
    functionMapper();
    stringEncoding();
    convention();
    value(Library.OPTION_STRUCTURE_ALIGNMENT, Integer.class);
    symbolProvider();
    values.forEach(this::checkKnown);
    return this;
  }

  /** Nothing that somebody wanted is passed over in silence. */
  private void checkKnown(String option, Object value) {
    if (value == null) {
      return;
    }
    switch (option) {
      case Library.OPTION_TYPE_MAPPER,
          Library.OPTION_FUNCTION_MAPPER,
          Library.OPTION_STRING_ENCODING,
          Library.OPTION_CALLING_CONVENTION,
          Library.OPTION_STRUCTURE_ALIGNMENT,
          Library.OPTION_SYMBOL_PROVIDER,
          ENCLOSING_LIBRARY -> {}
      case Library.OPTION_INVOCATION_MAPPER ->
          throw refused(
              option,
              "no invocation mapper: it works on functions of this JVM's own libraries",
              value.getClass().getTypeName());
      case Library.OPTION_ALLOW_OBJECTS ->
          accept(value, Boolean.FALSE, option, "false: a DLL cannot reach objects of this JVM");
      case Library.OPTION_OPEN_FLAGS ->
          accept(value, USUAL_FLAGS, option, "-1: Windows loads a DLL as it always does");
      case Library.OPTION_CLASSLOADER ->
          throw refused(
              option,
              "none: DLLs are not taken out of jars; give the path of a file",
              value.getClass().getTypeName());
      default ->
          throw refused(
              option, "one of the options that com.sun.jna.Library names", String.valueOf(value));
    }
  }

  private void accept(Object value, Object usual, String option, String expected) {
    if (!value.equals(usual)) {
      throw refused(option, expected, String.valueOf(value));
    }
  }

  private Optional<String> stringEncoding() {
    return value(Library.OPTION_STRING_ENCODING, String.class);
  }

  private <T> Optional<T> value(String option, Class<T> expected) {
    Object value = values.get(option);
    if (value != null && !expected.isInstance(value)) {
      throw refused(
          option,
          "a " + expected.getTypeName(),
          value + " (" + value.getClass().getTypeName() + ")");
    }
    return Optional.ofNullable(expected.cast(value));
  }

  private SignatureException refused(String option, String expected, String actual) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.UNSUPPORTED_SIGNATURE,
            "load a library as " + type.getName(),
            "option " + option,
            expected,
            actual,
            "correct or leave out the option"));
  }

  /** As JNA finds it. */
  private static Class<?> enclosing(Class<?> type) {
    if (type == null || Library.class.isAssignableFrom(type)) {
      return type;
    }
    Class<?> around = enclosing(type.getDeclaringClass());
    return around != null ? around : enclosing(type.getSuperclass());
  }

  /** Without a field of its own type the interface loads nothing when JNA looks at it. */
  private static boolean hasInstance(Class<?> library) {
    return Arrays.stream(library.getFields())
        .anyMatch(f -> f.getType() == library && Modifier.isStatic(f.getModifiers()));
  }
}
