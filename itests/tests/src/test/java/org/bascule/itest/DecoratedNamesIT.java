package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import org.bascule.annotation.FunctionName;
import org.bascule.bridge.ExportInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every export can be called, whatever its name. */
class DecoratedNamesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  /** Names that Java has no method names for. */
  public interface Functions {
    @FunctionName("?add@@YAHHH@Z")
    int microsofts(int a, int b);

    @FunctionName("_ZN2nm3mulEdd")
    double gnus(double a, double b);

    @FunctionName("#77")
    int secret(int a);
  }

  private static Object call(String prototype, Object... arguments) {
    return WINE.session().function(TestBed.dll("decorated").toString(), prototype).call(arguments);
  }

  @Test
  void prototypesTakeThemAsTheyAre() {
    assertThat(call("int ?add@@YAHHH@Z(int a, int b)", 3, 4)).isEqualTo(34);
    assertThat(call("int _Z3addii(int a, int b)", 3, 4)).isEqualTo(7);
    assertThat(call("double _ZN2nm3mulEdd(double a, double b)", 3, 4)).isEqualTo(12.0);
    assertThat(call("int #77(int a)", 6)).isEqualTo(42);
    assertThat(call("int $dollar(int a, int b)", 6, 2)).isEqualTo(12);
    assertThat(call("int at@8(int a, int b)", 6, 3)).isEqualTo(18);
    assertThat(call("int __stdcall \"with-dash\"(int a, int b)", 6, 1)).isEqualTo(5);
    assertThat(call("DWORD own_id(void)")).isNotEqualTo(0);
  }

  @Test
  void allThatIsListedIsFound() {
    String dll = TestBed.dll("decorated").toString();
    for (ExportInfo export : WINE.session().library(dll).exports()) {
      String name = export.name().isEmpty() ? "#" + export.ordinal() : export.name();
      assertThat(WINE.session().function(dll, "void \"" + name + "\"(void)").name())
          .isEqualTo(name);
    }
  }

  @Test
  void interfacesNameThem() {
    Functions functions = WINE.session().load(TestBed.dll("decorated").toString(), Functions.class);

    assertThat(functions.microsofts(3, 4)).isEqualTo(34);
    assertThat(functions.gnus(3, 4)).isEqualTo(12);
    assertThat(functions.secret(6)).isEqualTo(42);
  }
}
