package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.bascule.bridge.CallResult;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.spi.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** oleaut32: texts with their length before them, variants, safe arrays. */
class AutomationIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final int I4 = 3;
  private static final int R8 = 5;
  private static final int BSTR = 8;
  private static final String VARIANT =
      "struct variant { WORD type, reserved1, reserved2, reserved3; union { int64_t whole;"
          + " int32_t number; double real; void *text; struct { void *record, *info; } brecord; }"
          + " value; }";

  @Test
  void allocatesTextAndKnowsItsLength() {
    Object text = call("void *SysAllocString(const wchar_t *text)", "Zug😀");
    assertThat(call("UINT SysStringLen(void *text)", text)).isEqualTo(5L);
    assertThat(call("UINT SysStringByteLen(void *text)", text)).isEqualTo(10L);
    call("void SysFreeString(void *text)", text);
  }

  @Test
  void readsAllocatedTextInPlace() {
    Address text = (Address) call("void *SysAllocString(const wchar_t *text)", "Zug😀");
    char[] units = new char[5];
    WINE.session().memory(text, 10).getChars(0, units, 0, 5);
    assertThat(units).isEqualTo("Zug😀".toCharArray());
    assertThat(WINE.session().memory(new Address(text.bits() - 4), 4).getInt(0)).isEqualTo(10);
    call("void SysFreeString(void *text)", text);
  }

  @Test
  void changesTheTypeOfAVariant() {
    assertThat(WINE.session().layout(VARIANT)).contains(TestBed.byWidth("24", "16"));
    String change =
        "HRESULT VariantChangeType([out] "
            + VARIANT
            + " *to, const struct variant *from,"
            + " WORD flags, WORD type)";
    Map<?, ?> real =
        changed(change, Map.of(), Map.of("type", I4, "value", Map.of("number", 42)), 0, R8);
    assertThat(real.get("type")).isEqualTo(R8);
    assertThat(((Map<?, ?>) real.get("value")).get("real")).isEqualTo(42.0);
    Map<?, ?> text =
        changed(change, Map.of(), Map.of("type", R8, "value", Map.of("real", 2.5)), 0, BSTR);
    assertThat(text.get("type")).isEqualTo(BSTR);
    Address units = (Address) ((Map<?, ?>) text.get("value")).get("text");
    char[] written = new char[3];
    WINE.session().memory(units, 6).getChars(0, written, 0, 3);
    assertThat(new String(written)).matches("2[.,]5");
    call("void SysFreeString(void *text)", units);
  }

  @Test
  void fillsASafeArray() {
    Object array =
        call(
            "void *SafeArrayCreate(WORD type, UINT dimensions,"
                + " const struct { ULONG elements; LONG least; } bounds[dimensions])",
            I4,
            1,
            new Object[] {Map.of("elements", 4, "least", 1)});
    for (int i = 1; i <= 4; i++) {
      assertThat(
              call(
                  "HRESULT SafeArrayPutElement(void *array, const LONG *indices, const int *value)",
                  array,
                  i,
                  i * i))
          .isEqualTo(0);
    }
    CallResult third =
        WINE.session()
            .function(
                "oleaut32",
                "HRESULT SafeArrayGetElement(void *array, const LONG *indices, [out] int *value)")
            .invoke(array, 3, 0);
    assertThat(third.value()).isEqualTo(0);
    assertThat(third.outputs().get(0).value()).isEqualTo(new int[] {9});
    int badIndex = 0x8002000B;
    assertThat(
            call(
                "HRESULT SafeArrayGetElement(void *array, const LONG *indices, [out] int *value)",
                array,
                5,
                0))
        .isEqualTo(badIndex);
    assertThat(call("HRESULT SafeArrayDestroy(void *array)", array)).isEqualTo(0);
  }

  private static Map<?, ?> changed(String prototype, Object... arguments) {
    CallResult result = WINE.session().function("oleaut32", prototype).invoke(arguments);
    assertThat(result.value()).isEqualTo(0);
    return new HashMap<>((Map<?, ?>) result.outputs().get(0).value());
  }

  private static Object call(String prototype, Object... arguments) {
    return WINE.session().function("oleaut32", prototype).call(arguments);
  }
}
