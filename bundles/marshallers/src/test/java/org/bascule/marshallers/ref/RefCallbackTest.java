package org.bascule.marshallers.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bascule.marshallers.FakeCallback.ints;
import static org.bascule.marshallers.Uses.java;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.bascule.annotation.Direction;
import org.bascule.annotation.Memsync;
import org.bascule.marshallers.FakeCallback;
import org.bascule.spi.Abi;
import org.bascule.spi.Directive;
import org.bascule.spi.Ref;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Refs that a callback is given. */
class RefCallbackTest {
  /** A struct. */
  public record Point(int x, int y) {}

  @ParameterizedTest
  @EnumSource(Abi.class)
  void aValueThatWasSetGoesBack(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    HeapMemory memory = callback.ints(7, 8);
    Ref<Integer> ref = callback.read(java(refOf(Integer.class)), memory);
    assertThat(ref.get()).isEqualTo(7);
    ref.set(9);
    callback.finish();
    assertThat(ints(memory)).containsExactly(9, 8);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void aRecordIsReplacedInOneAccess(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    HeapMemory memory = callback.ints(1, 2);
    Ref<Point> ref = callback.read(java(refOf(Point.class)), memory);
    assertThat(ref.get()).isEqualTo(new Point(1, 2));
    assertThat(callback.far.takeAccesses()).containsExactly("getBytes");
    ref.set(new Point(3, 4));
    callback.finish();
    assertThat(ints(memory)).containsExactly(3, 4);
    assertThat(callback.far.takeAccesses()).containsExactly("putBytes");
  }

  /** A struct with an array behind it. */
  public record Samples(int count, @Memsync(length = "count") int[] values) {}

  @ParameterizedTest
  @EnumSource(Abi.class)
  void arraysOfARecordGoBackToTheirPlace(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    int offset = abi.pointerSize();
    callback.length("count", (cell, call) -> call.view(cell.address() - offset, 4).getInt(0));
    HeapMemory values = callback.ints(1, 2);
    HeapMemory samples = callback.memory(new byte[2 * abi.pointerSize()]);
    samples.putInt(0, 2);
    samples.putPointer(offset, values.address());
    Ref<Samples> ref = callback.read(java(refOf(Samples.class)), samples);
    ref.get().values()[1] = 20;
    callback.finish();
    assertThat(ints(values)).containsExactly(1, 20);
    ref.set(new Samples(3, new int[] {4, 5, 6}));
    callback.finish();
    assertThat(ints(values)).containsExactly(1, 20);
    assertThat(ints(callback.sections.view(samples.getPointer(offset), 12)))
        .containsExactly(4, 5, 6);
    assertThat(samples.getInt(0)).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void textThatWasSetGetsMemoryOfItsOwn(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    HeapMemory text = callback.memory((byte) 'x', (byte) 0);
    HeapMemory pointer = callback.memory(new byte[abi.pointerSize()]);
    pointer.putPointer(0, text.address());
    Ref<String> ref = callback.read(java(refOf(String.class)), pointer);
    assertThat(ref.get()).isEqualTo("x");
    callback.finish();
    assertThat(pointer.getPointer(0)).isEqualTo(text.address());
    ref.set("new");
    callback.finish();
    assertThat(new String(callback.sections.readTerminated(pointer.getPointer(0), 1)))
        .isEqualTo("new");
    ref.set(null);
    callback.finish();
    assertThat(pointer.getPointer(0)).isZero();
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void whatIsToBeFilledIsNotRead(Abi abi) {
    Directive out = Directive.NONE.withDirection(Direction.OUT);
    FakeCallback callback = new FakeCallback(abi);
    HeapMemory garbage = callback.memory(new byte[abi.pointerSize()]).fill(0x77);
    byte[] before = garbage.toBytes();
    Ref<String> ref = callback.read(java(refOf(String.class), out), garbage);
    assertThat(ref.get()).isNull();
    callback.finish();
    assertThat(garbage.toBytes()).isEqualTo(before);
    ref.set("out");
    callback.finish();
    assertThat(new String(callback.sections.readTerminated(garbage.getPointer(0), 1)))
        .isEqualTo("out");
  }

  private static Type refOf(Class<?> type) {
    return new ParameterizedType() {
      @Override
      public Type[] getActualTypeArguments() {
        return new Type[] {type};
      }

      @Override
      public Type getRawType() {
        return Ref.class;
      }

      @Override
      public Type getOwnerType() {
        return null;
      }
    };
  }
}
