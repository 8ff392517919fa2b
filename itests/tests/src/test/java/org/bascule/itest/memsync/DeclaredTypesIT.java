package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bascule.annotation.DeclaredAs;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.spi.NativeFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types that are declared once, and tags that mean one struct wherever they stand. */
class DeclaredTypesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  @Test
  void prototypesKnowWhatWasDeclaredBefore() {
    Session session = WINE.session();
    assertThat(
            session.declare(
                """
                typedef struct tagDIVISION { int quotient, remainder; } DIVISION;
                typedef int number;
                enum parts { HALF = 2, THIRD };
                """))
        .containsExactly("struct tagDIVISION", "DIVISION", "number", "HALF", "THIRD");
    Map<String, Object> seven = Map.of("quotient", 3, "remainder", 1);
    assertThat(session.function("msvcrt", "DIVISION div(number a, number b)").call(7, 2))
        .isEqualTo(seven);
    assertThat(session.function("msvcrt", "struct tagDIVISION div(int a, int b)").call(7, 2))
        .isEqualTo(seven);
    assertThat(session.layout("struct { char text[HALF * THIRD]; DIVISION d; }"))
        .contains("DIVISION", "16");
  }

  @Test
  void otherSessionsDoNotKnowIt() {
    try (Session first = Standalone.bascule().open(TestBed.options())) {
      first.declare("typedef int only_here;");
      assertThat(first.function("msvcrt", "only_here abs(only_here a)").call(-5)).isEqualTo(5);
      assertThatThrownBy(
              () -> WINE.session().function("msvcrt", "only_here abs(only_here a)").call(-5))
          .isInstanceOf(SignatureException.class)
          .hasMessageStartingWith("BSC-302 ");
    }
  }

  @Test
  void aTextThatCannotBeReadDeclaresNothing() {
    Session session = WINE.session();
    assertThatThrownBy(() -> session.declare("typedef int good_one; typedef good;"))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith("BSC-301 cannot read the declarations\n");
    assertThatThrownBy(() -> session.function("msvcrt", "good_one abs(good_one a)").call(-5))
        .isInstanceOf(SignatureException.class);
  }

  @Test
  void aTagInACallbacksTypeMeansOneStruct() {
    for (String parameters :
        List.of(
            "const struct v { int q; } *a, const struct v *b",
            "struct v { int q; } *a, struct v *b",
            "const struct v *a, const struct v { int q; } *b",
            "const struct v { int q; } *a, const struct v { int q; } *b")) {
      List<Object> seen = new ArrayList<>();
      NativeFunction order =
          arguments -> {
            seen.addAll(List.of(arguments));
            return 0;
          };
      int[] numbers = {2, 1};
      String sort =
          "void qsort(int *base, size_t count, size_t size, int (*f)(" + parameters + "))";
      WINE.session().function("msvcrt", sort).call(numbers, 2, 4, order);
      assertThat(seen).containsExactlyInAnyOrder(Map.of("q", 1), Map.of("q", 2));

      seen.clear();
      try (var handle = WINE.session().callback("int (*)(" + parameters + ")", order)) {
        WINE.session()
            .function("msvcrt", "void qsort(int *base, size_t count, size_t size, void *f)")
            .call(numbers, 2, 4, handle.address());
      }
      assertThat(seen).containsExactlyInAnyOrder(Map.of("q", 1), Map.of("q", 2));
    }
  }

  @Test
  void anArrayWithoutALengthLiesWhereItStands() {
    String declaration = "struct { unsigned short length; int data[]; }";
    assertThat(WINE.session().layout(declaration))
        .isEqualTo(WINE.session().layout("struct { unsigned short length; int data[0]; }"))
        .contains("4");
    assertThat(
            WINE.session()
                .function("msvcrt", "int memcmp(" + declaration + " *a, const short *b, size_t n)")
                .call(Map.of("length", 1), new short[] {1}, 2))
        .isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int (*)[2147483647][2147483647][2147483647]",
        "struct { int a[2147483647][2147483647][2147483647]; }",
        "struct { struct { double a[2147483647][1000]; } b[2147483647]; }",
        "struct { char a[2147483647][60000]; char b[2147483647][60000]; }"
      })
  void aTypeThatNoMemoryHasRoomForIsRefused(String type) {
    assertThatThrownBy(() -> WINE.session().layout(type))
        .isInstanceOf(ValueException.class)
        .hasMessageStartingWith(
            "BSC-404 cannot lay out a type\n"
                + "  expected: at most 140737488355328 bytes, all that a Windows process can address\n"
                + "  actual: ")
        .hasMessageEndingWith("\n  remedy: correct the lengths of the arrays");
  }

  /** Its types are declared in the session. */
  public interface Blobs {
    int blob_sum(@DeclaredAs("const BLOB *") Map<String, Object> blob);
  }

  @Test
  void interfacesKnowThemToo() {
    WINE.session()
        .declare("typedef struct { size_t length; [length(length)] uint8_t data[]; } BLOB;");
    Blobs blobs = WINE.session().load(TestBed.dll("variables").toString(), Blobs.class);

    assertThat(blobs.blob_sum(Map.of("length", 3, "data", new byte[] {1, 2, 3}))).isEqualTo(6);
  }
}
