package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.error.BasculeException;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.spi.Address;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.Ref;
import org.bascule.spi.WindowsMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Memory that the DLL has allocated: read by directive or on demand, freed by whom we say. */
class AllocatedIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final String ARRAY = "struct { int16_t data[len]; int16_t len; } *";
  private static final List<Integer> NUMBERS = List.of(2, 4, 3, 5);
  private static final short[] SQUARES = {4, 16, 9, 25};

  @Test
  void readsAnArrayThatAnOutParameterPointsTo() {
    Object squares =
        WINE.changed(
            "void square_int_array(const int16_t in[len], int16_t (**out)[len], int16_t len)",
            NUMBERS,
            new Ref<>(),
            4);
    assertThat(((Ref<?>) squares).get()).isEqualTo(SQUARES);
  }

  @Test
  void readsAnArrayBehindAVoidPointerByDirective() {
    FunctionOptions options =
        FunctionOptions.NONE
            .memsync(
                "out.*", Directive.NONE.withLength("len").withCType(new CType.Named("int16_t")))
            .memsync("in", Directive.NONE.withLength("len"));
    CallResult result =
        WINE.session()
            .function(
                TestBed.demo(),
                "void square_int_array(const int16_t *in, void **out, int16_t len)",
                options)
            .invoke(NUMBERS, new Ref<>(), 4);
    assertThat(((Ref<?>) result.outputs().get(0).value()).get()).isEqualTo(SQUARES);
  }

  @Test
  void readsAnArrayThatTheDllPutIntoAStruct() {
    Map<?, ?> out =
        (Map<?, ?>)
            WINE.changed(
                "void square_int_array_with_struct(const " + ARRAY + "in, " + ARRAY + "out)",
                Map.of("data", NUMBERS, "len", 4),
                new HashMap<>());
    assertThat(out.get("data")).isEqualTo(SQUARES);
    assertThat(out.get("len")).isEqualTo((short) 4);
  }

  @Test
  void readsAStructAndTheArrayInItThatTheResultPointsTo() {
    Map<?, ?> sequence = (Map<?, ?>) WINE.demo(ARRAY + "fibonacci_sequence(int16_t count)", 10);
    assertThat(sequence.get("len")).isEqualTo((short) 10);
    assertThat(sequence.get("data")).isEqualTo(new short[] {0, 1, 1, 2, 3, 5, 8, 13, 21, 34});
  }

  @Test
  void readsAResultByDirectiveAndFreesIt() {
    FunctionOptions options =
        FunctionOptions.NONE.memsync(
            "result", Directive.NONE.withLength("count").freedBy("free_numbers"));
    FunctionHandle squares =
        WINE.session().function(TestBed.demo(), "int *make_squares(int count)", options);
    int before = living();
    assertThat(squares.call(5)).isEqualTo(new int[] {0, 1, 4, 9, 16});
    assertThat(squares.call(0)).isEqualTo(new int[0]);
    assertThat(living()).isEqualTo(before);
  }

  @Test
  void freesWhatAnOutParameterPointsTo() {
    FunctionOptions options =
        FunctionOptions.NONE.memsync(
            "numbers.*", Directive.NONE.withLength("count").freedBy("free_numbers"));
    FunctionHandle squares =
        WINE.session()
            .function(TestBed.demo(), "void make_squares_out(int count, int **numbers)", options);
    int before = living();
    Object numbers = squares.invoke(4, new Ref<>()).outputs().get(0).value();
    assertThat(((Ref<?>) numbers).get()).isEqualTo(new int[] {0, 1, 4, 9});
    assertThat(living()).isEqualTo(before);
  }

  @Test
  void freesWhatTheDllPutIntoAStruct() {
    FunctionOptions options =
        FunctionOptions.NONE.memsync(
            "into.numbers", Directive.NONE.withLength("count").freedBy("free_numbers"));
    FunctionHandle squares =
        WINE.session()
            .function(
                TestBed.demo(),
                "void make_squares_in_struct(struct { int count; int *numbers; } *into)",
                options);
    int before = living();
    Map<?, ?> into = (Map<?, ?>) squares.invoke(Map.of("count", 3)).outputs().get(0).value();
    assertThat(into.get("numbers")).isEqualTo(new int[] {0, 1, 4});
    assertThat(living()).isEqualTo(before);
  }

  @Test
  void followsAPointerThatTheDllHasReplaced() {
    FunctionOptions options =
        FunctionOptions.NONE.memsync(
            "into.numbers", Directive.NONE.withLength("count").freedBy("free_numbers"));
    FunctionHandle squares =
        WINE.session()
            .function(
                TestBed.demo(),
                "void make_squares_in_struct(struct { int count; int *numbers; } *into)",
                options);
    int before = living();
    Object into =
        squares.invoke(Map.of("count", 3, "numbers", new int[] {7, 8, 9})).outputs().get(0).value();
    assertThat(((Map<?, ?>) into).get("numbers")).isEqualTo(new int[] {0, 1, 4});
    assertThat(living()).isEqualTo(before);
  }

  @Test
  void leavesAloneWhatNobodySaysHowToFree() {
    int before = living();
    Address squares = (Address) WINE.demo("void *make_squares(int count)", 3);
    assertThat(living()).isEqualTo(before + 1);
    WINE.demo("void free_numbers(void *numbers)", squares);
    assertThat(living()).isEqualTo(before);
  }

  @Test
  void readsAndWritesTheDllsMemoryOnDemand() {
    Address squares = (Address) WINE.demo("void *make_squares(int count)", 8);
    WindowsMemory memory = WINE.session().memory(squares, 8 * Integer.BYTES);
    assertThat(memory.address()).isEqualTo(squares.bits());
    int[] numbers = new int[8];
    memory.getInts(0, numbers, 0, 8);
    assertThat(numbers).containsExactly(0, 1, 4, 9, 16, 25, 36, 49);
    memory.putInt(4, -7);
    memory.slice(8, 8).putLong(0, 5L << 32 | 6);
    assertThat(memory.getInt(4)).isEqualTo(-7);
    memory.getInts(0, numbers, 0, 8);
    assertThat(numbers).startsWith(0, -7, 6, 5, 16);
    WINE.demo("void free_numbers(void *numbers)", squares);
  }

  @Test
  void refusesWhatLiesOutsideTheViewAndWhatIsNoMemory() {
    Address squares = (Address) WINE.demo("void *make_squares(int count)", 2);
    WindowsMemory memory = WINE.session().memory(squares, 8);
    assertThatThrownBy(() -> memory.getInt(5))
        .isInstanceOf(ValueException.class)
        .hasMessageStartingWith("BSC-405 ");
    assertThatThrownBy(() -> WINE.session().memory(new Address(16), 4).getInt(0))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-502 cannot read 4 bytes at 0x0000000000000010
              expected: accessible memory
              actual: the memory at 0x10 cannot be touched
              remedy: check where the address comes from, and whether the memory has been freed""");
    WINE.demo("void free_numbers(void *numbers)", squares);
  }

  private static int living() {
    return (int) WINE.demo("int living_numbers(void)");
  }
}
