package org.bascule.marshallers.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.Uses.N;

import java.util.Map;
import org.bascule.error.SignatureException;
import org.bascule.marshallers.FakeCall;
import org.bascule.marshallers.Uses;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.TypeUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointersTest {
  @ParameterizedTest
  @CsvSource({
    "LPSTR, char *",
    "LPCSTR, const char *",
    "LPWSTR, wchar_t *",
    "LPCWSTR, const wchar_t *",
    "PVOID, void *",
    "LPCVOID, const void *",
    "LPDWORD, DWORD *",
    "PULONG, ULONG *",
    "PHANDLE, HANDLE *",
    "PHKEY, HKEY *",
    "PSIZE_T, SIZE_T *"
  })
  void writesWindowsNamesOut(String name, String written) {
    assertThat(Pointers.of(Uses.named(name))).map(CType::toString).contains(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LPARAM", "PROC", "DWORD", "HANDLE", "POINT", "P", "LP", "FILE"})
  void leavesOtherNamesAlone(String name) {
    assertThat(Pointers.of(Uses.named(name))).isEmpty();
  }

  @Test
  void handsDirectivesOnToWhatLiesBehind() {
    Directive own = N.withDirection(org.bascule.annotation.Direction.IN);
    TypeUse use =
        new TypeUse(
            Object.class,
            java.util.Optional.empty(),
            java.util.List.of(),
            org.bascule.spi.Place.ARGUMENT,
            "argument 0",
            Map.of("", own, "*", N, "*.data", N.inBytes(), "other", N.withLength("m")));

    assertThat(Pointers.below(use))
        .isEqualTo(Map.of("", N, "data", N.inBytes(), "other", N.withLength("m")));
  }

  @Test
  void refusesDirectivesForAddresses() {
    CType ints = Uses.pointer(Uses.named("int"));
    String message =
        """
        BSC-305 cannot bind argument 0
          expected: a Java type with memory of its own: an array, a StringBuilder, a\
         java.nio.Buffer
          actual: %s, which is an address and holds nothing to copy
          remedy: change the Java type, or take the directive away""";

    refuses(Uses.java(Address.class, N), message.formatted("org.bascule.spi.Address"));
    refuses(Uses.both(long.class, ints, N), message.formatted("long"));
    refuses(
        Uses.both(Address.class, ints, Directive.NONE.nullTerminatedText(false)),
        message.formatted("org.bascule.spi.Address"));
  }

  @Test
  void refusesDirectivesForScalars() {
    refuses(
        Uses.java(int.class, N),
        """
        BSC-305 cannot bind argument 0
          expected: a pointer where a directive gives a length
          actual: int
          remedy: declare an array, or move the directive to the pointer that it is for""");
  }

  private static void refuses(TypeUse use, String message) {
    assertThatThrownBy(() -> new FakeCall(Abi.X64).marshaller(use))
        .isInstanceOf(SignatureException.class)
        .hasMessage(message);
  }
}
