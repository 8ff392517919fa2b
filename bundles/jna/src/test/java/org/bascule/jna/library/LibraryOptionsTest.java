package org.bascule.jna.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Library;
import com.sun.jna.TypeMapper;
import com.sun.jna.platform.win32.Dxva2;
import com.sun.jna.platform.win32.HighLevelMonitorConfigurationAPI.MC_POSITION_TYPE;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.win32.W32APIFunctionMapper;
import com.sun.jna.win32.W32APIOptions;
import com.sun.jna.win32.W32APITypeMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bascule.error.SignatureException;
import org.bascule.jna.elsewhere.Hidden;
import org.bascule.spi.Convention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryOptionsTest {
  @Test
  void readsWhatAnInstanceIsLoadedWithAndInitialisesNothing() {
    assertThat(own(Declared.WithInstance.class)).isEqualTo(W32APIOptions.UNICODE_OPTIONS);
    assertThat(Declared.INITIALISED)
        .as("the copy's initialiser runs, once; the interface's own would fail")
        .containsOnlyKeys("WithInstance")
        .containsEntry("WithInstance", 1);
    own(Declared.WithInstance.class);
    assertThat(Declared.INITIALISED).containsEntry("WithInstance", 1);
  }

  @Test
  void takesThoseOfTheNearestInterfaceThatHasAny() {
    assertThat(own(Declared.Inheriting.class)).isEqualTo(W32APIOptions.UNICODE_OPTIONS);
  }

  @Test
  void readsInstancesThatThisBundleLoads() {
    assertThat(own(Declared.ThroughBascule.class)).isEqualTo(W32APIOptions.ASCII_OPTIONS);
  }

  @Test
  void readsInterfacesOfOtherPackagesThatAreNotPublic() {
    assertThat(own(Hidden.type())).isEqualTo(W32APIOptions.ASCII_OPTIONS);
  }

  @Test
  void leavesFieldsAloneWhereAnInstanceIsLoadedWithoutOptionsAsJnaDoes() {
    assertThat(own(Declared.WithoutOptions.class)).isEmpty();
  }

  @Test
  void readsTheFieldsThatJnaKnows() {
    assertThat(own(Declared.WithFields.class))
        .isEqualTo(
            Map.of(
                Library.OPTION_TYPE_MAPPER,
                W32APITypeMapper.UNICODE,
                Library.OPTION_STRUCTURE_ALIGNMENT,
                1,
                Library.OPTION_STRING_ENCODING,
                "windows-1252"));
    assertThat(own(Declared.WithMap.class))
        .isEqualTo(
            Map.of(
                Library.OPTION_TYPE_MAPPER,
                W32APITypeMapper.ASCII,
                Library.OPTION_STRING_ENCODING,
                "IBM850"));
  }

  @Test
  void readsJnaPlatformsOwn() {
    assertThat(own(Kernel32.class)).isEqualTo(W32APIOptions.DEFAULT_OPTIONS);
    TypeMapper mapper = (TypeMapper) own(Dxva2.class).get(Library.OPTION_TYPE_MAPPER);
    assertThat(mapper.getToNativeConverter(MC_POSITION_TYPE.class)).isNotNull();
    assertThat(own(WinNT.class)).isEmpty();
  }

  @Test
  void prefersWhatTheInterfaceIsLoadedWith() {
    LibraryOptions options =
        LibraryOptions.of(Declared.WithInstance.class, Optional.of(W32APIOptions.ASCII_OPTIONS));
    assertThat(options.functionMapper()).containsSame(W32APIFunctionMapper.ASCII);
    assertThat(LibraryOptions.of(Declared.WithInstance.class, Optional.of(Map.of())).typeMapper())
        .isEmpty();
  }

  @Test
  void saysWhyConstantsCannotBeRead() {
    assertThatThrownBy(() -> own(Declared.Failing.class))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot read the options of org.bascule.jna.library.Declared$Failing
              expected: constants that can be computed without a library
              actual: java.lang.IllegalStateException: no such registry
              remedy: give the options when the interface is loaded""");
  }

  @Test
  void refusesOptionsThatAreNotWhatTheyShouldBe() {
    assertThatThrownBy(() -> given(Map.of(Library.OPTION_TYPE_MAPPER, "unicode")).checked())
        .isInstanceOf(SignatureException.class)
        .hasMessageContaining("option type-mapper")
        .hasMessageContaining("a com.sun.jna.TypeMapper")
        .hasMessageContaining("unicode (java.lang.String)");
    assertThatThrownBy(
            () -> given(Map.of(Library.OPTION_INVOCATION_MAPPER, (Object) "anything")).checked())
        .hasMessageContaining("no invocation mapper");
  }

  @Test
  void refusesWhatItCannotHonour() {
    assertThatThrownBy(() -> given(Map.of("type-maper", "x")).checked())
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot load a library as org.bascule.jna.library.Declared$Plain
              where: option type-maper
              expected: one of the options that com.sun.jna.Library names
              actual: x
              remedy: correct or leave out the option""");
    assertThatThrownBy(() -> given(Map.of(Library.OPTION_ALLOW_OBJECTS, true)).checked())
        .hasMessageContaining("expected: false: a DLL cannot reach objects of this JVM");
    assertThatThrownBy(() -> given(Map.of(Library.OPTION_OPEN_FLAGS, 2)).checked())
        .hasMessageContaining("expected: -1: Windows loads a DLL as it always does");
    ClassLoader loader = getClass().getClassLoader();
    assertThatThrownBy(() -> given(Map.of(Library.OPTION_CLASSLOADER, loader)).checked())
        .hasMessageContaining("DLLs are not taken out of jars; give the path of a file");
    assertThatThrownBy(() -> given(Map.of(Library.OPTION_SYMBOL_PROVIDER, "x")).checked())
        .hasMessageContaining("expected: a com.sun.jna.SymbolProvider");
  }

  @Test
  void takesOptionsThatAskForWhatIsSoAnyway() {
    Map<String, Object> options = new HashMap<>();
    options.put(Library.OPTION_ALLOW_OBJECTS, false);
    options.put(Library.OPTION_OPEN_FLAGS, -1);
    options.put(Library.OPTION_CLASSLOADER, null);
    assertThat(given(options).checked().values()).isEqualTo(options);
  }

  @ParameterizedTest
  @CsvSource({"0, CDECL", "63, STDCALL", "5, STDCALL", "3, THISCALL", "4, FASTCALL", "8, CDECL"})
  void knowsConventionsByTheirNumber(int number, Convention convention) {
    assertThat(given(Map.of(Library.OPTION_CALLING_CONVENTION, number)).convention())
        .isEqualTo(convention);
  }

  @Test
  void knowsStdcallByTheInterfacesKind() {
    assertThat(given(Map.of()).convention()).isEqualTo(Convention.CDECL);
    assertThat(given(Map.of()).saidConvention()).isEmpty();
    LibraryOptions ofStdcallLibrary =
        LibraryOptions.of(Declared.ThroughBascule.class, Optional.of(Map.of()));
    assertThat(ofStdcallLibrary.convention()).isEqualTo(Convention.STDCALL);
    assertThat(ofStdcallLibrary.saidConvention()).isEmpty();
  }

  @Test
  void refusesAConventionThatNobodyKnows() {
    assertThatThrownBy(() -> given(Map.of(Library.OPTION_CALLING_CONVENTION, 17)).checked())
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot load a library as %s
              where: option calling-convention
              expected: C_CONVENTION, ALT_CONVENTION, or libffi's number of stdcall (5), thiscall (3) or \
            fastcall (4)
              actual: 17
              remedy: correct or leave out the option"""
                .formatted(Declared.Plain.class.getName()));
  }

  private static LibraryOptions given(Map<String, ?> options) {
    return LibraryOptions.of(Declared.Plain.class, Optional.of(options));
  }

  private static Map<String, Object> own(Class<?> library) {
    return LibraryOptions.of(library, Optional.empty()).values();
  }
}
