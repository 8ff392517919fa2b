package org.bascule.marshallers.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.struct.StructKit.array;
import static org.bascule.marshallers.struct.StructKit.constPointer;
import static org.bascule.marshallers.struct.StructKit.counted;
import static org.bascule.marshallers.struct.StructKit.member;
import static org.bascule.marshallers.struct.StructKit.pointer;
import static org.bascule.marshallers.struct.StructKit.struct;
import static org.bascule.marshallers.struct.StructKit.union;

import java.util.HashMap;
import java.util.Map;
import org.bascule.annotation.Direction;
import org.bascule.error.ValueException;
import org.bascule.marshallers.FakeCallback;
import org.bascule.marshallers.Uses;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Structs that a callback is given by pointer, as Maps. */
class StructCallbackTest {
  private static final CType.Struct POINT =
      struct("point", member("int", "x"), member("int", "y"), member(array("short", 2), "inside"));
  private static final CType.Struct IMAGE =
      struct(
          "image",
          member("int", "width"),
          member("int", "height"),
          counted(new CType.Named("short"), "data", "size"));
  private static final CType NODE_POINTER = pointer(new CType.Named("struct node"));
  private static final CType.Struct NODE =
      struct("node", member("int", "value"), member(NODE_POINTER, "next"));

  @ParameterizedTest
  @EnumSource(Abi.class)
  void membersGoBackInOneAccess(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    HeapMemory memory = callback.ints(1, 2, 0x00040003);
    Map<String, Object> map = callback.read(Uses.c(pointer(POINT)), memory);
    assertThat(callback.far.takeAccesses()).containsExactly("getBytes");
    map.put("y", 20);
    ((short[]) map.get("inside"))[1] = 40;
    callback.finish();
    assertThat(callback.far.takeAccesses()).containsExactly("putBytes");
    assertThat(FakeCallback.ints(memory)).containsExactly(1, 20, 0x00280003);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void nothingIsWrittenWhereNothingChanged(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    callback.read(Uses.c(pointer(POINT)), callback.ints(1, 2, 3));
    callback.far.takeAccesses();
    callback.finish();
    assertThat(callback.far.takeAccesses()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void constStructsAreLeftAlone(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    HeapMemory memory = callback.ints(1, 2, 3);
    Map<String, Object> map = callback.read(Uses.c(constPointer(POINT)), memory);
    map.put("x", 10);
    callback.finish();
    assertThat(FakeCallback.ints(memory)).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void aStructToBeFilledIsZeroAtFirst(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    HeapMemory memory = callback.ints(-1, -1, -1);
    Directive out = Directive.NONE.withDirection(Direction.OUT);
    Map<String, Object> map = callback.read(Uses.c(pointer(POINT), out), memory);
    assertThat(map).containsEntry("x", 0).containsEntry("y", 0);
    map.put("x", 5);
    callback.finish();
    assertThat(FakeCallback.ints(memory)).containsExactly(5, 0, 0);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void arraysBehindItsPointersStayAtTheirAddress(Abi abi) {
    FakeCallback callback = image(abi);
    HeapMemory data = callback.memory((byte) 1, (byte) 0, (byte) 2, (byte) 0, (byte) 9, (byte) 9);
    HeapMemory image = image(callback, 2, 1, data);
    Map<String, Object> map = callback.read(Uses.c(pointer(IMAGE)), image);
    assertThat((short[]) map.get("data")).containsExactly((short) 1, (short) 2);
    ((short[]) map.get("data"))[0] = 0x1110;
    callback.finish();
    assertThat(image.getPointer(8)).isEqualTo(data.address());
    assertThat(data.toBytes()).containsExactly(0x10, 0x11, 2, 0, 9, 9);
    map.put("data", new short[] {5, 6});
    callback.finish();
    assertThat(image.getPointer(8)).isEqualTo(data.address());
    assertThat(data.toBytes()).containsExactly(5, 0, 6, 0, 9, 9);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void anArrayThatHasGrownGetsOtherMemory(Abi abi) {
    FakeCallback callback = image(abi);
    HeapMemory data = callback.memory((byte) 1, (byte) 0);
    HeapMemory image = image(callback, 1, 1, data);
    Map<String, Object> map = callback.read(Uses.c(pointer(IMAGE)), image);
    map.put("width", 3);
    map.put("data", new short[] {7, 8, 9});
    callback.finish();
    assertThat(image.getInt(0)).isEqualTo(3);
    assertThat(image.getPointer(8)).isNotEqualTo(data.address());
    short[] there = new short[3];
    callback.sections.view(image.getPointer(8), 6).getShorts(0, there, 0, 3);
    assertThat(there).containsExactly((short) 7, (short) 8, (short) 9);
    assertThat(data.toBytes()).containsExactly(1, 0);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void anArrayThatIsTooShortForItsLengthIsRefused(Abi abi) {
    FakeCallback callback = image(abi);
    HeapMemory image = image(callback, 1, 1, callback.memory((byte) 1, (byte) 0));
    Map<String, Object> map = callback.read(Uses.c(pointer(IMAGE)), image);
    map.put("height", 2);
    assertThatThrownBy(callback::finish)
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument 0.data
              where: length size
              expected: at most 1, which the Java object has room for
              actual: 2
              remedy: pass a larger object or a smaller length; nothing was sent\
            """);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void nodesOfAListAreChangedWhereTheyAreAndLinkedAnew(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    HeapMemory third = node(callback, 3, 0);
    HeapMemory second = node(callback, 2, third.address());
    HeapMemory first = node(callback, 1, second.address());
    third.putPointer(abi.pointerSize(), first.address());

    Map<String, Object> one = callback.read(Uses.c(pointer(NODE)), first);
    Map<String, Object> two = next(one);
    Map<String, Object> three = next(two);
    assertThat(next(three)).isSameAs(one);
    one.put("next", three);
    three.put("value", 33);
    Map<String, Object> added = new HashMap<>(Map.of("value", 4));
    added.put("next", two);
    three.put("next", added);
    callback.finish();

    assertThat(first.getPointer(abi.pointerSize())).isEqualTo(third.address());
    assertThat(third.getInt(0)).isEqualTo(33);
    long fourth = third.getPointer(abi.pointerSize());
    assertThat(callback.sections.view(fourth, 4).getInt(0)).isEqualTo(4);
    assertThat(callback.sections.view(fourth, 16).getPointer(abi.pointerSize()))
        .isEqualTo(second.address());
    assertThat(second.getInt(0)).isEqualTo(2);
    assertThat(second.getPointer(abi.pointerSize())).isEqualTo(third.address());
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void theMemberOfAUnionThatChangedIsWritten(Abi abi) {
    CType.Struct number = union("number", member("float", "f"), member("int", "i"));
    FakeCallback callback = new FakeCallback(abi);
    HeapMemory memory = callback.ints(1);
    Map<String, Object> map = callback.read(Uses.c(pointer(number)), memory);
    map.put("f", 1.0f);
    callback.finish();
    assertThat(memory.getFloat(0)).isEqualTo(1.0f);
    map.put("f", 2.0f);
    map.put("i", 5);
    assertThatThrownBy(callback::finish)
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0
              expected: one of the members of union number: f, i
              actual: f and i, both changed, whose bytes differ
              remedy: change the one that is meant\
            """);
  }

  private static FakeCallback image(Abi abi) {
    FakeCallback callback = new FakeCallback(abi);
    return callback.length(
        "size",
        (cell, call) -> {
          var struct = call.view(cell.address() - 8, 8);
          return (long) struct.getInt(0) * struct.getInt(4);
        });
  }

  private static HeapMemory image(FakeCallback callback, int width, int height, HeapMemory data) {
    HeapMemory image = callback.memory(new byte[8 + callback.abi.pointerSize()]);
    image.putInt(0, width);
    image.putInt(4, height);
    image.putPointer(8, data.address());
    return image;
  }

  private static HeapMemory node(FakeCallback callback, int value, long next) {
    HeapMemory node = callback.memory(new byte[2 * callback.abi.pointerSize()]);
    node.putInt(0, value);
    node.putPointer(callback.abi.pointerSize(), next);
    return node;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> next(Map<String, Object> node) {
    return (Map<String, Object>) node.get("next");
  }
}
