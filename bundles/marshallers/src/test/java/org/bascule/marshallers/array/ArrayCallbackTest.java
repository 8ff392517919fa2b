package org.bascule.marshallers.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bascule.marshallers.FakeCallback.ints;
import static org.bascule.marshallers.Uses.N;
import static org.bascule.marshallers.Uses.array;
import static org.bascule.marshallers.Uses.c;
import static org.bascule.marshallers.Uses.constPointer;
import static org.bascule.marshallers.Uses.java;
import static org.bascule.marshallers.Uses.named;
import static org.bascule.marshallers.Uses.pointer;

import org.bascule.annotation.Direction;
import org.bascule.marshallers.FakeCallback;
import org.bascule.spi.Abi;
import org.bascule.spi.Directive;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Arrays that a callback is given. */
class ArrayCallbackTest {
  @ParameterizedTest
  @EnumSource(Abi.class)
  void aBarePointerIsOneElement(Abi abi) {
    FakeCallback natural = new FakeCallback(abi);
    HeapMemory memory = natural.ints(7, 8, 0);
    int[] one = natural.read(c(pointer(named("int"))), memory);
    assertThat(one).containsExactly(7);
    one[0] = 70;
    natural.finish();
    assertThat(ints(memory)).containsExactly(70, 8, 0);

    FakeCallback plain = new FakeCallback(abi);
    assertThat(plain.<int[]>read(java(int[].class), plain.ints(0, 8))).containsExactly(0);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void asManyElementsGoBackAsWereRead(Abi abi) {
    long[] n = {3};
    FakeCallback callback = new FakeCallback(abi).length("n", (cell, call) -> n[0]);
    HeapMemory memory = callback.ints(1, 2, 3, 4);
    int[] read = callback.read(java(int[].class, N), memory);
    assertThat(read).containsExactly(1, 2, 3);
    read[0] = 10;
    read[2] = 30;
    n[0] = 99;
    callback.finish();
    assertThat(ints(memory)).containsExactly(10, 2, 30, 4);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void farMemoryIsReadOnceAndWrittenOnce(Abi abi) {
    FakeCallback callback = new FakeCallback(abi).length("n", (cell, call) -> 4);
    int[] read = callback.read(java(int[].class, N), callback.ints(1, 2, 3, 4));
    assertThat(callback.far.takeAccesses()).containsExactly("getBytes");
    read[1] = 20;
    read[2] = 30;
    callback.finish();
    assertThat(callback.far.takeAccesses()).containsExactly("putBytes");
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void nothingIsWrittenWhereNothingChanged(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    boolean[] truth = callback.read(java(boolean[].class), callback.memory((byte) 2, (byte) 0));
    assertThat(truth).containsExactly(true);
    callback.far.takeAccesses();
    callback.finish();
    assertThat(callback.far.takeAccesses()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void whatTheDllChangedMeanwhileStays(Abi abi) {
    FakeCallback callback = new FakeCallback(abi).length("n", (cell, call) -> 3);
    HeapMemory memory = callback.ints(1, 2, 3);
    int[] read = callback.read(java(int[].class, N), memory);
    memory.putInt(8, 33);
    read[0] = 10;
    callback.finish();
    assertThat(ints(memory)).containsExactly(10, 2, 33);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void constMemoryIsLeftAlone(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    HeapMemory memory = callback.ints(1);
    int[] read = callback.read(c(constPointer(named("int"))), memory);
    read[0] = 2;
    callback.finish();
    assertThat(ints(memory)).containsExactly(1);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void whatTheCallbackIsToFillIsNotRead(Abi abi) {
    FakeCallback callback = new FakeCallback(abi).length("n", (cell, call) -> 2);
    HeapMemory memory = callback.ints(-1, -1, -1);
    Directive out = N.withDirection(Direction.OUT);
    int[] read = callback.read(java(int[].class, out), memory);
    assertThat(read).containsExactly(0, 0);
    assertThat(callback.far.takeAccesses()).isEmpty();
    read[1] = 5;
    callback.finish();
    assertThat(ints(memory)).containsExactly(0, 5, -1);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void rowsAreBroughtBackInPlace(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    HeapMemory memory = callback.ints(1, 2, 3, 4);
    Object[] rows = callback.read(c(pointer(array(array(named("int"), 2), 2))), memory);
    ((int[]) rows[1])[0] = 30;
    callback.far.takeAccesses();
    callback.finish();
    assertThat(callback.far.takeAccesses()).containsExactly("putBytes");
    assertThat(ints(memory)).containsExactly(1, 2, 30, 4);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void aTextOfAListThatChangedGetsMemoryOfItsOwn(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    HeapMemory one = callback.memory((byte) 'a', (byte) 0);
    HeapMemory two = callback.memory((byte) 'b', (byte) 0);
    HeapMemory list = callback.memory(new byte[3 * abi.pointerSize()]);
    list.putPointer(0, one.address());
    list.putPointer(abi.pointerSize(), two.address());
    String[] read = callback.read(java(String[].class), list);
    assertThat(read).containsExactly("a", "b");
    read[1] = "longer";
    callback.finish();
    assertThat(list.getPointer(0)).isEqualTo(one.address());
    long other = list.getPointer(abi.pointerSize());
    assertThat(other).isNotEqualTo(two.address());
    assertThat(new String(callback.sections.readTerminated(other, 1))).isEqualTo("longer");
    assertThat(list.getPointer(2 * abi.pointerSize())).isZero();
    assertThat(FakeCallback.text(two)).isEqualTo("b\0");
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void nullStaysNull(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    assertThat(callback.<int[]>read(java(int[].class), null)).isNull();
    callback.finish();
  }
}
