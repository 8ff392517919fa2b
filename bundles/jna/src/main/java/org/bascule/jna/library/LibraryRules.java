package org.bascule.jna.library;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import org.bascule.jna.ValuePlace;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Convention;
import org.bascule.spi.ExportLookup;
import org.bascule.spi.InterfaceRules;
import org.bascule.spi.TypeUse;

/** How JNA calls the functions of one library interface. */
record LibraryRules(LibraryOptions options) implements InterfaceRules {
  /** So that {@code Native.getLastError()} says what it says on Windows. */
  private static final IntConsumer TELL_JNA = Native::setLastError;

  private static final IntConsumer TELL_JNA_AND_THROW =
      code -> {
        Native.setLastError(code);
        if (code != 0) {
          throw new LastErrorException(message(code));
        }
      };

  @Override
  public List<String> exports(Method method, int stackBytes) {
    return options
        .functionMapper()
        .map(mapper -> FunctionNames.of(mapper, method, stackBytes))
        .orElseGet(() -> List.of(method.getName()));
  }

  /** The provider gets what it gets from JNA: the module, the name, and who would find it. */
  @Override
  public OptionalLong address(List<String> names, ExportLookup exports) {
    return options
        .symbolProvider()
        .map(provider -> OptionalLong.of(ProvidedSymbols.address(provider, names, exports)))
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public Convention convention() {
    return options.convention();
  }

  @Override
  public Optional<CodePageText> codePage() {
    return options.encoding().map(LibraryRules::codePage);
  }

  /** JNA sends lists of texts with zeros between them as Strings. */
  @Override
  public boolean rawText() {
    return true;
  }

  @Override
  public TypeUse argument(Method method, int index, TypeUse use) {
    return isConverted(use) ? use.with(new ValuePlace.Argument(method, index)) : use;
  }

  @Override
  public TypeUse result(Method method, TypeUse use) {
    return isConverted(use) ? use.with(new ValuePlace.Result(method)) : use;
  }

  /** Only these, so that methods share the marshallers of their other types. */
  private boolean isConverted(TypeUse use) {
    return ValuePlace.matters(use.rawType(), options.typeMapper());
  }

  @Override
  public boolean clearsLastError(Method method) {
    return throwsLastError(method);
  }

  @Override
  public Optional<IntConsumer> afterCall(Method method) {
    return Optional.of(throwsLastError(method) ? TELL_JNA_AND_THROW : TELL_JNA);
  }

  @Override
  public boolean isVariadic(Method method) {
    Class<?>[] types = method.getParameterTypes();
    return method.isVarArgs() && !types[types.length - 1].getComponentType().isPrimitive();
  }

  /** As in JNA a null always follows, for functions that look for an end. */
  @Override
  public Object[] furtherArguments(Object[] given) {
    return Arrays.copyOf(given, given.length + 1, Object[].class);
  }

  private static boolean throwsLastError(Method method) {
    return Arrays.stream(method.getExceptionTypes())
        .anyMatch(LastErrorException.class::isAssignableFrom);
  }

  /** In the form in which JNA itself writes it on Windows; it reads the code from there. */
  private static String message(int code) {
    return "[" + code + "] GetLastError() returned " + code;
  }

  /** JNA takes names of Java's charsets; Windows' number, where the name has none, is unknown. */
  private static CodePageText codePage(String encoding) {
    try {
      Charset charset = Charset.forName(encoding);
      String digits = charset.name().replaceAll("\\D", "");
      return charset.equals(CodePageText.UTF_8.charset())
          ? CodePageText.UTF_8
          : new CodePageText(digits.isEmpty() ? 0 : Integer.parseInt(digits), charset);
    } catch (UnsupportedCharsetException e) {
      // As JNA does, which warns.
      return CodePageText.UTF_8;
    }
  }
}
