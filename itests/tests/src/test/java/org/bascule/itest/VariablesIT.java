package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Structure;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.bascule.annotation.ExportedVariable;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.Variable;
import org.bascule.error.LinkError;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.itest.lifetime.Garbage;
import org.bascule.spi.Address;
import org.bascule.spi.NativeFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Variables that DLLs export, and structs and functions at addresses. */
class VariablesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static String dll() {
    return TestBed.dll("variables").toString();
  }

  /** A row as a record. */
  public record Row(int id, double f) {}

  /** A plain interface. */
  public interface Plain {
    @ExportedVariable
    int counter();

    @ExportedVariable("counter")
    void setCounter(int value);

    @ExportedVariable
    String version();

    @ExportedVariable("version")
    void setVersion(String text);

    @ExportedVariable
    IntUnaryOperator hook();

    @ExportedVariable("hook")
    void setHook(IntUnaryOperator hook);

    int bump();

    int run(int x);
  }

  /** A row as JNA has it. */
  @Structure.FieldOrder({"id", "f"})
  public static class JnaRow extends Structure {
    public int id;
    public double f;
  }

  /** A JNA interface. */
  public interface Jna extends Library {
    /** The hook's type. */
    interface Hook extends Callback {
      int call(int x);
    }

    @ExportedVariable
    int counter();

    @ExportedVariable("counter")
    void setCounter(int value);

    @ExportedVariable("table")
    JnaRow firstRow();

    @ExportedVariable
    String version();

    @ExportedVariable("hook")
    void setHook(Hook hook);

    int bump();

    int run(int x);
  }

  /** What cannot be a variable. */
  public interface Wrong {
    @ExportedVariable
    int counter(int a, int b);
  }

  @Test
  void aNumberIsReadAndWrittenByItsDeclaration() {
    Variable<Object> counter = WINE.session().variable(dll(), "int counter");

    counter.set(99);

    assertThat(counter.get()).isEqualTo(99);
    assertThat(WINE.session().function(dll(), "int bump(void)").call()).isEqualTo(100);
    assertThat(counter.get()).isEqualTo(100);
    assertThat(counter.size()).isEqualTo(4);
    assertThat(counter.address()).isEqualTo(WINE.session().library(dll()).address("counter"));
    assertThat(WINE.session().variable(dll(), "counter", int.class).get()).isEqualTo(100);
    assertThat(WINE.session().variable(dll(), "unsigned char level").text()).isEqualTo("250");
  }

  @Test
  void textIsReadThroughAPointerAndInPlace() {
    assertThat(WINE.session().variable(dll(), "const char *motto").get()).isEqualTo("as it was");
    Variable<Object> version = WINE.session().variable(dll(), "const char *version;");
    version.set("a longer version");
    Garbage.collect();
    assertThat(version.get()).isEqualTo("a longer version");
    assertThat(WINE.session().function(dll(), "size_t version_length(void)").call()).isEqualTo(16L);

    Variable<Object> banner = WINE.session().variable(dll(), "char banner[16]");
    assertThat(banner.get()).isEqualTo("hello data");
    banner.set("short");
    assertThat(banner.get()).isEqualTo("short");
    assertThatThrownBy(() -> banner.set("much longer than sixteen"))
        .isInstanceOf(ValueException.class);
    assertThat(banner.get()).isEqualTo("short");
  }

  @Test
  void structsAndTablesOfThemAreOnePiece() {
    Variable<Object> table =
        WINE.session().variable(dll(), "struct row { int id; double f; } table[3]");

    assertThat(table.text()).isEqualTo("[{id=1, f=1.5}, {id=2, f=2.5}, {id=3, f=3.5}]");
    assertThat(table.size()).isEqualTo(48);

    Address second = (Address) WINE.session().function(dll(), "void *second_row(void)").call();
    Variable<Row> row = WINE.session().at(second, Row.class);
    assertThat(row.get()).isEqualTo(new Row(2, 2.5));
    row.set(new Row(22, 0.25));
    assertThat(table.text()).isEqualTo("[{id=1, f=1.5}, {id=22, f=0.25}, {id=3, f=3.5}]");
    Variable<Object> inC = WINE.session().at(second, "struct { int id; double f; }");
    inC.set(Map.of("id", 2, "f", 2.5));
    assertThat(row.get()).isEqualTo(new Row(2, 2.5));
    assertThat(WINE.session().at(second, "int").get()).isEqualTo(2);
    assertThat(WINE.session().at(second, JnaRow.class).get().f).isEqualTo(2.5);
  }

  @Test
  void aFunctionPointerIsAVariableToo() {
    Variable<Object> hook = WINE.session().variable(dll(), "int (*hook)(int)");
    FunctionHandle run = WINE.session().function(dll(), "int run(int x)");
    assertThat(run.call(3)).isEqualTo(-1);
    assertThat(hook.get()).isNull();

    hook.set((NativeFunction) arguments -> 2 * (Integer) arguments[0]);
    Garbage.collect();

    assertThat(run.call(21)).isEqualTo(42);
    hook.set(null);
    assertThat(run.call(21)).isEqualTo(-1);
  }

  @Test
  void methodsOfAnInterfaceReadAndWrite() {
    Plain plain = WINE.session().load(dll(), Plain.class);

    plain.setCounter(5);
    assertThat(plain.bump()).isEqualTo(6);
    assertThat(plain.counter()).isEqualTo(6);
    plain.setVersion("of Java");
    Garbage.collect();
    assertThat(plain.version()).isEqualTo("of Java");
    plain.setHook(x -> x + 1000);
    Garbage.collect();
    assertThat(plain.run(1)).isEqualTo(1001);
    assertThat(plain.hook().applyAsInt(2)).isEqualTo(1002);
    plain.setHook(null);
    assertThat(plain.hook()).isNull();
    assertThat(WINE.session().check(dll(), Plain.class)).isEmpty();
  }

  @Test
  void methodsOfAJnaInterfaceDoSoToo() {
    Jna jna = WINE.session().load(dll(), Jna.class);

    jna.setCounter(70);
    assertThat(jna.bump()).isEqualTo(71);
    assertThat(jna.counter()).isEqualTo(71);
    assertThat(jna.firstRow().id).isEqualTo(1);
    assertThat(jna.firstRow().f).isEqualTo(1.5);
    WINE.session().variable(dll(), "const char *version").set("JNA's");
    assertThat(jna.version()).isEqualTo("JNA's");
    Jna.Hook hook = x -> -x;
    jna.setHook(hook);
    assertThat(jna.run(4)).isEqualTo(-4);
    jna.setHook(null);
    assertThat(jna.run(4)).isEqualTo(-1);
  }

  @Test
  void functionsInAVtableAreCalledByTheirAddresses() {
    Address shape = (Address) WINE.session().function(dll(), "void *get_shape(void)").call();
    Address methods = (Address) WINE.session().at(shape, "void *").get();
    Address area = (Address) WINE.session().at(methods, "void *").get();
    Address scaled =
        (Address) WINE.session().at(methods.plus(TestBed.ABI.pointerSize()), "void *").get();

    assertThat(WINE.session().functionAt(area, "int area(void *self)").call(shape)).isEqualTo(42);
    assertThat(WINE.session().functionAt(scaled, "int scaled(void *self, int by)").call(shape, 10))
        .isEqualTo(420);
    assertThat(WINE.session().functionAt(scaled, Scaled.class).scaled(shape, 2)).isEqualTo(84);
    @SuppressWarnings("unchecked")
    Map<String, Object> table =
        (Map<String, Object>)
            WINE.session()
                .at(methods, "struct { int (*area)(void *s); int (*scaled)(void *s, int by); }")
                .get();
    assertThat(callOf((NativeFunction) table.get("scaled"), shape, 3)).isEqualTo(126);
  }

  /** A function pointer's type. */
  public interface Scaled {
    int scaled(Address self, int by);
  }

  private static Object callOf(NativeFunction function, Object... arguments) {
    try {
      return function.call(arguments);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatCannotBeIsRefusedWithItsReason() {
    assertThatThrownBy(() -> WINE.session().variable(dll(), "const int fixed").set(8))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot write the variable %s.fixed
              expected: a variable that may be written
              actual: one that was declared const
              remedy: declare it without const, if the DLL lets it be written; nothing was sent"""
                .formatted(dll()));
    assertThatThrownBy(() -> WINE.session().variable(dll(), "int f(void)"))
        .isInstanceOf(SignatureException.class)
        .hasMessageContaining("expected: a variable");
    assertThatThrownBy(() -> WINE.session().variable(dll(), "int absent"))
        .isInstanceOf(LinkError.class);
    assertThatThrownBy(() -> WINE.session().functionAt(Address.NULL, "int f(void)"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot bind a function
              where: the parameter address
              expected: the address of a function
              actual: the null pointer
              remedy: ask isNull() before: the DLL has no function there; nothing was sent""");
    assertThatThrownBy(() -> WINE.session().functionAt(new Address(0x10000), List.class))
        .isInstanceOf(SignatureException.class);
    assertThat(WINE.session().check(dll(), Wrong.class).values())
        .singleElement()
        .extracting(Throwable::getMessage)
        .asString()
        .startsWith("BSC-303 cannot bind counter as an exported variable\n");
    assertThatThrownBy(() -> WINE.session().at(new Address(0x10), "int").get())
        .hasMessageStartingWith("BSC-502");
  }

  @Test
  void aConstantThatTheDllKeepsIsNotWritten() {
    Variable<Object> fixed = WINE.session().variable(dll(), "int fixed");

    assertThatThrownBy(() -> fixed.set(8)).hasMessageStartingWith("BSC-502");
    assertThat(fixed.get()).isEqualTo(7);
  }
}
