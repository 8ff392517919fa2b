package org.bascule.jna.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.FunctionMapper;
import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Convention;
import org.bascule.spi.InterfaceRules;
import org.junit.jupiter.api.Test;

class LibraryRulesTest {
  @Test
  void leavesOtherInterfacesToOthers() {
    assertThat(new LibraryReading().read(Runnable.class, Optional.empty())).isEmpty();
  }

  @Test
  void namesFunctionsLikeTheirMethods() {
    assertThat(rules(Map.of()).exports(method("f"), 8)).containsExactly("f");
    assertThat(rules(Map.of()).convention()).isEqualTo(Convention.CDECL);
  }

  @Test
  void triesTheSuffixedNameFirst() {
    assertThat(exports(W32APIOptions.UNICODE_OPTIONS, "f")).containsExactly("fW", "f");
    assertThat(exports(W32APIOptions.ASCII_OPTIONS, "f")).containsExactly("fA", "f");
    assertThat(exports(W32APIOptions.UNICODE_OPTIONS, "fooW")).containsExactly("fooW");
  }

  @Test
  void triesTheDecoratedNamesFirst() {
    Map<String, ?> options = Map.of(Library.OPTION_FUNCTION_MAPPER, StdCallLibrary.FUNCTION_MAPPER);
    assertThat(exports(options, "f")).containsExactly("f@8", "_f@8", "f");
  }

  @Test
  void asksAnybodyElsesMapper() {
    FunctionMapper mapper = (library, method) -> library.getName() + "my_" + method.getName();
    assertThat(exports(Map.of(Library.OPTION_FUNCTION_MAPPER, mapper), "f"))
        .allMatch(name -> name.endsWith("my_f"));
  }

  @Test
  void takesTheEncodingForTheCodePage() {
    assertThat(rules(Map.of(Library.OPTION_STRING_ENCODING, "windows-1252")).codePage())
        .contains(CodePageText.of(1252));
    assertThat(rules(Map.of(Library.OPTION_STRING_ENCODING, "UTF-8")).codePage())
        .contains(CodePageText.UTF_8);
    assertThat(rules(Map.of(Library.OPTION_STRING_ENCODING, "--WIDE-STRING--")).codePage())
        .isEmpty();
    assertThat(rules(Map.of()).codePage()).isEmpty();
  }

  @Test
  void tellsJnaTheLastError() {
    InterfaceRules rules = rules(Map.of());
    assertThat(rules.clearsLastError(method("f"))).isFalse();
    rules.afterCall(method("f")).orElseThrow().accept(1234);
    assertThat(Native.getLastError()).isEqualTo(1234);
  }

  @Test
  void throwsItWhereTheMethodSaysSo() {
    InterfaceRules rules = rules(Map.of());
    assertThat(rules.clearsLastError(method("throwing"))).isTrue();
    rules.afterCall(method("throwing")).orElseThrow().accept(0);
    assertThatThrownBy(() -> rules.afterCall(method("throwing")).orElseThrow().accept(5))
        .isInstanceOfSatisfying(
            LastErrorException.class, e -> assertThat(e.getErrorCode()).isEqualTo(5))
        .hasMessage("[5] GetLastError() returned 5");
    assertThat(Native.getLastError()).isEqualTo(5);
  }

  @Test
  void takesEveryArrayOfObjectsAtTheEndForMoreArguments() {
    InterfaceRules rules = rules(Map.of());
    assertThat(rules.isVariadic(method("printf"))).isTrue();
    assertThat(rules.isVariadic(method("execl"))).isTrue();
    assertThat(rules.isVariadic(method("sum"))).isFalse();
    assertThat(rules.isVariadic(method("f"))).isFalse();
    assertThat(rules.furtherArguments(new String[] {"a", "b"})).containsExactly("a", "b", null);
  }

  private static List<String> exports(Map<String, ?> options, String method) {
    return rules(options).exports(method(method), 8);
  }

  private static InterfaceRules rules(Map<String, ?> options) {
    return new LibraryReading().read(Declared.Plain.class, Optional.of(options)).orElseThrow();
  }

  private static Method method(String name) {
    return Arrays.stream(Declared.Plain.class.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
