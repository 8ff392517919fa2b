package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bascule.annotation.DeclaredAs;
import org.bascule.annotation.Length;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.Variable;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.spi.Address;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Structs that end in an array whose length another member or an argument says. */
class InlineTailsIT {
  private static final String PRIVILEGES =
      "struct { unsigned count; [length(count)] struct { unsigned low; int high; unsigned flags; }"
          + " each[1]; }";
  private static final String BLOB = "struct { size_t length; [length(length)] uint8_t data[]; }";

  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static String dll() {
    return TestBed.dll("variables").toString();
  }

  private static Object call(String prototype, Object... arguments) {
    return WINE.session().function(dll(), prototype).call(arguments);
  }

  /** One attribute. */
  public record Attribute(int low, int high, int flags) {}

  /** TOKEN_PRIVILEGES. */
  public record Privileges(int count, @Length(value = 1, of = "count") Attribute[] each) {}

  /** A flexible array. */
  public record Blob(@DeclaredAs("size_t") long length, @Length(of = "length") byte[] data) {}

  /** UNICODE_STRING's kind, with the text behind it. */
  public record Text(
      short bytes,
      short room,
      @Length(value = 1, of = "bytes / 2") @DeclaredAs("wchar_t") String units) {}

  /** The same functions. */
  public interface Functions {
    int sum_flags(Ref<Privileges> p);

    int query_privileges(Ref<Privileges> p, int size, Ref<Integer> needed);

    int blob_sum(@DeclaredAs("const struct blob *") Blob b);

    int text_units(Ref<Text> t);

    @DeclaredAs("struct blob *")
    Blob blob_make();
  }

  @Test
  void allElementsOfAPrototypesStructReachTheDll() {
    Map<String, Object> three =
        Map.of(
            "count",
            3,
            "each",
            List.of(
                Map.of("low", 1, "flags", 10),
                Map.of("low", 2, "flags", 10),
                Map.of("low", 3, "flags", 10)));

    assertThat(call("unsigned sum_flags(const " + PRIVILEGES + " *p)", three)).isEqualTo(60L);
    assertThat(
            call(
                "int blob_sum(const " + BLOB + " *b)",
                Map.of("length", 3, "data", new byte[] {1, 2, 3})))
        .isEqualTo(6);
    assertThat(
            call(
                "int tail_sum(const struct { size_t length; [length(n)] uint8_t data[]; } *b, int n)",
                Map.of("length", 0, "data", new byte[] {1, 2, 3, 4}),
                3))
        .isEqualTo(6);
  }

  @Test
  void whatTheDllFillsComesBack() {
    CallResult filled =
        WINE.session()
            .function(
                dll(),
                "int query_privileges("
                    + PRIVILEGES
                    + " *p, unsigned size, [out] unsigned *needed)")
            .invoke(
                new TreeMap<>(
                    Map.of("count", 0, "each", Stream.generate(HashMap::new).limit(4).toList())),
                52,
                0);

    assertThat(filled.toString())
        .startsWith("0\np = {count=3, each=[{low=0, high=0, flags=0}, {low=1, high=0, flags=2}, ")
        .contains("{low=2, high=0, flags=4}");
    assertThat(WINE.session().function(dll(), BLOB + " *blob_make(void)").invoke().toString())
        .isEqualTo("{length=6, data=[1, 2, 3, 4, 5, 6]}");
  }

  @Test
  void recordsHaveThemToo() {
    Functions functions = WINE.session().load(dll(), Functions.class);
    Attribute ten = new Attribute(2, 0, 10);

    assertThat(functions.sum_flags(new Ref<>(new Privileges(2, new Attribute[] {ten, ten}))))
        .isEqualTo(40);
    assertThat(functions.blob_sum(new Blob(5, new byte[] {1, 2, 3, 4, 5}))).isEqualTo(15);
    assertThat(functions.blob_make().data()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(functions.text_units(new Ref<>(new Text((short) 8, (short) 8, "axbx"))))
        .isEqualTo(2);
    Ref<Privileges> filled = new Ref<>(new Privileges(0, new Attribute[] {ten, ten, ten, ten}));
    Ref<Integer> needed = new Ref<>();
    assertThat(functions.query_privileges(filled, 52, needed)).isZero();
    assertThat(needed.get()).isEqualTo(40);
    assertThat(filled.get().each())
        .containsExactly(new Attribute(0, 0, 0), new Attribute(1, 0, 2), new Attribute(2, 0, 4));
  }

  @Test
  void aStructAtAnAddressIsReadAndWrittenWithAllOfIt() {
    Address address = (Address) call("void *blob_make(void)");
    Variable<Object> blob = WINE.session().at(address, BLOB);

    assertThat(blob.text()).isEqualTo("{length=6, data=[1, 2, 3, 4, 5, 6]}");
    blob.set(Map.of("length", 7, "data", new byte[] {7, 6, 5, 4, 3, 2, 1}));
    assertThat(call("int blob_sum(void *b)", address)).isEqualTo(28);
    WINE.session().at(address, Blob.class).set(new Blob(6, new byte[] {1, 2, 3, 4, 5, 6}));
    assertThat(call("int blob_sum(void *b)", address)).isEqualTo(21);
  }

  @Test
  void whatIsMissingOrStandsElsewhereIsRefused() {
    assertThatThrownBy(
            () ->
                call(
                    "int blob_sum(const " + BLOB + " *b)",
                    Map.of("length", 4, "data", new byte[] {1, 2, 3})))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument 0.data
              where: length length
              expected: at most 3, which the Java object has room for
              actual: 4
              remedy: pass a larger object or a smaller length; nothing was sent""");
    assertThatThrownBy(() -> call("int blob_sum(" + BLOB + " b)", Map.of()))
        .isInstanceOf(SignatureException.class)
        .hasMessageContaining("expected: a pointer to the struct, whose size only its value knows");
    assertThatThrownBy(() -> call("int f(struct { [length(n)] int a[1]; int n; } *p)", Map.of()))
        .isInstanceOf(SignatureException.class)
        .hasMessageContaining(
            "expected: an array whose length is said as the last member of a struct that has"
                + " others");
  }
}
