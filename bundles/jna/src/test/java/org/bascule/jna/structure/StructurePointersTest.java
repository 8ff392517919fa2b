package org.bascule.jna.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import org.bascule.error.ValueException;
import org.bascule.jna.Call;
import org.bascule.spi.Abi;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Zeroes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StructurePointersTest {
  @ParameterizedTest
  @EnumSource
  void nestsFollowsAndKeepsTheObjects(Abi abi) {
    Samples.Line line = new Samples.Line();
    line.id = 1;
    line.from.y = 2;
    line.to = new Samples.Point.ByReference();
    line.to.y = 3;
    line.path[0] = new Samples.Point();
    line.path[0].y = 4;
    Samples.Point from = line.from;
    Samples.Point.ByReference to = line.to;
    int p = abi.pointerSize();
    int path = p == 8 ? 24 : 16;
    Call call = Call.argument(abi, Samples.Line.class);
    WindowsMemory there = call.send(line, path + 16L);

    assertThat(there.getByte(0)).isEqualTo((byte) 1);
    assertThat(there.getInt(8)).isEqualTo(2);
    WindowsMemory toThere = call.sections().view(there.getPointer(path - p), 8);
    assertThat(toThere.getInt(4)).isEqualTo(3);
    assertThat(there.getInt(path + 4)).isEqualTo(4);
    assertThat(there.getLong(path + 8)).isZero();

    there.putInt(8, 20);
    toThere.putInt(4, 30);
    there.putInt(path + 12, 50);
    call.finish(line);
    assertThat(line.from).isSameAs(from);
    assertThat(line.from.y).isEqualTo(20);
    assertThat(line.to).isSameAs(to);
    assertThat(line.to.y).isEqualTo(30);
    assertThat(line.path[1].y).isEqualTo(50);
  }

  @ParameterizedTest
  @EnumSource
  void makesANewObjectForAPointerThatChanged(Abi abi) {
    Samples.Node node = new Samples.Node();
    node.next = new Samples.Node.ByReference();
    Samples.Node.ByReference old = node.next;
    Call call = Call.argument(abi, Samples.Node.class);
    int p = abi.pointerSize();
    WindowsMemory there = call.send(node, 2L * p);
    WindowsMemory other = call.sections().allocate(2L * p, p);
    other.putInt(0, 99);
    other.putPointer(p, there.address());
    there.putPointer(p, other.address());
    call.finish(node);

    assertThat(node.next).isNotSameAs(old);
    assertThat(node.next.value).isEqualTo(99);
    assertThat(Pointer.nativeValue(node.next.getPointer())).isEqualTo(other.address());
    // The list has become a circle; its first node is no ByReference, so it is met once more.
    assertThat(node.next.next.next.value).isEqualTo(99);
    assertThat(node.next.next.next).isSameAs(node.next);
  }

  @ParameterizedTest
  @EnumSource
  void sendsCirclesOnceAndReadsThemOnce(Abi abi) {
    Samples.Node.ByReference one = new Samples.Node.ByReference();
    Samples.Node.ByReference two = new Samples.Node.ByReference();
    one.next = two;
    two.next = one;
    one.value = 1;
    two.value = 2;
    int p = abi.pointerSize();
    Call call = Call.argument(abi, Samples.Node.ByReference.class);
    WindowsMemory there = call.send(one, 2L * p);
    WindowsMemory second = call.sections().view(there.getPointer(p), 2L * p);

    assertThat(second.getInt(0)).isEqualTo(2);
    assertThat(second.getPointer(p)).isEqualTo(there.address());
    assertThat(call.sections().count()).isEqualTo(2);
    second.putInt(0, 22);
    call.finish(one);
    assertThat(one.next).isSameAs(two);
    assertThat(two.next).isSameAs(one);
    assertThat(two.value).isEqualTo(22);
  }

  @Test
  void givesNullForNullBothWays() {
    Call call = Call.argument(Abi.X64, Samples.Point.class);
    call.marshaller().write(null, call.cell(), call.sections());

    assertThat(call.cell().getLong(0)).isZero();
    call.finish(null);
    assertThat(call.read(0)).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void readsAStructureOfTheDllAndPassesItsAddressBack(Abi abi) {
    Call call = Call.result(abi, Samples.Point.class);
    WindowsMemory there = call.sections().allocate(8, 4);
    there.putLong(0, 0);
    there.putInt(4, 7);
    Samples.Point point = (Samples.Point) call.read(there.address());
    assertThat(point.y).isEqualTo(7);
    assertThat(Pointer.nativeValue(point.getPointer())).isEqualTo(there.address());
    assertThat(call.read(there.address())).isSameAs(point);

    point.y = 8;
    call.marshaller().write(point, call.cell(), call.sections());
    assertThat(call.cell().getPointer(0)).isEqualTo(there.address());
  }

  @Test
  void takesEveryElementOfToArrayWithTheFirst() {
    Samples.Point first = new Samples.Point();
    Samples.Point[] all = (Samples.Point[]) first.toArray(3);
    all[2].y = 5;
    Call call = Call.argument(Abi.X64, Samples.Point.class);
    WindowsMemory there = call.send(first, 24);

    assertThat(there.getInt(20)).isEqualTo(5);
    there.putInt(12, 6);
    call.finish(first);
    assertThat(all[1].y).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource
  void copiesAnyArrayOneAfterTheOther(Abi abi) {
    Samples.Point[] points = {new Samples.Point(), new Samples.Point(), null};
    points[1].y = 4;
    Call call = Call.argument(abi, Samples.Point[].class);
    WindowsMemory there = call.send(points, 24);

    assertThat(there.getInt(12)).isEqualTo(4);
    there.putInt(20, 9);
    call.finish(points);
    assertThat(points[2].y).isEqualTo(9);
  }

  @Test
  void refusesAnEmptyArrayAndReferencesInIt() {
    assertThatThrownBy(
            () -> Call.argument(Abi.X64, Samples.Point[].class).send(new Samples.Point[0], 0))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0
              expected: at least one element
              actual: an array of length 0
              remedy: pass null for a null pointer\
            """);
    Samples.Point[] references = {new Samples.Point(), new Samples.Point.ByReference()};
    assertThatThrownBy(() -> Call.argument(Abi.X64, Samples.Point[].class).send(references, 0))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0
              expected: Structures, which are copied one after the other
              actual: element 1 is a Structure.ByReference
              remedy: declare the parameter as an array of the ByReference class to pass\
             pointers\
            """);
  }

  @ParameterizedTest
  @EnumSource
  void passesReferencesAsPointersWithANullAtTheEnd(Abi abi) {
    Samples.Point.ByReference[] points = {
      new Samples.Point.ByReference(), new Samples.Point.ByReference()
    };
    points[1].y = 4;
    int p = abi.pointerSize();
    Call call = Call.argument(abi, Samples.Point.ByReference[].class);
    WindowsMemory there = call.send(points, 3L * p);
    WindowsMemory second = call.sections().view(there.getPointer(p), 8);

    assertThat(second.getInt(4)).isEqualTo(4);
    assertThat(there.getPointer(2L * p)).isZero();
    second.putInt(4, 5);
    call.finish(points);
    assertThat(points[1].y).isEqualTo(5);
  }

  @Test
  void takesAnyStructureWhereTheBaseClassIsDeclared() {
    Samples.Point point = new Samples.Point();
    point.y = 3;
    Call call = Call.argument(Abi.X64, Structure.class);

    assertThat(call.send(point, 8).getInt(4)).isEqualTo(3);
    call.target(8).putInt(4, 4);
    call.finish(point);
    assertThat(point.y).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void writesTheActiveFieldOfAUnionAndReadsTheOthersToo(Abi abi) {
    Samples.Tagged tagged = new Samples.Tagged();
    tagged.either.number = 7;
    assertThat(Call.argument(abi, Samples.Tagged.class).send(tagged, 16).getLong(8)).isZero();

    tagged.either.setType("real");
    tagged.either.real = 1.5;
    Call call = Call.argument(abi, Samples.Tagged.class);
    WindowsMemory there = call.send(tagged, 16);
    assertThat(there.getDouble(8)).isEqualTo(1.5);
    there.putLong(8, 0x1_0000_0002L);
    call.finish(tagged);
    assertThat(tagged.either.number).isEqualTo(2);
    assertThat(tagged.either.point.y).isZero();

    tagged.either.setType(Samples.Point.class);
    Call third = Call.argument(abi, Samples.Tagged.class);
    third.send(tagged, 16).putInt(12, 6);
    third.finish(tagged);
    assertThat(tagged.either.point.y).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource
  void movesStructsByValue(Abi abi) {
    Samples.Point.ByValue point = new Samples.Point.ByValue();
    point.x = -1;
    point.y = 2;
    Call call = Call.argument(abi, Samples.Point.ByValue.class);
    call.marshaller().write(point, call.cell(), call.sections());

    assertThat(call.marshaller().layout().size()).isEqualTo(8);
    assertThat(call.cell().getLong(0)).isEqualTo(0x2_0000_FFFFL);
    assertThat(((Samples.Point) call.marshaller().read(call.cell(), call.sections())).y)
        .isEqualTo(2);
  }

  /** A text that is sent again would be gone after the call, and the DLL would keep its address. */
  @ParameterizedTest
  @EnumSource
  void writesOnlyWhatChangedIntoAStructureOfTheDll(Abi abi) {
    Call call = Call.result(abi, Samples.Scalars.class);
    int p = abi.pointerSize();
    WindowsMemory there = call.sections().allocate(24 + 4L * p, 8);
    Zeroes.clear(there);
    long name = call.text("name of the DLL's own");
    there.putPointer(24 + p, name);
    Samples.Scalars s = (Samples.Scalars) call.read(there.address());
    assertThat(s.name).isEqualTo("name of the DLL's own");

    s.b = 5;
    var later = new ForgetfulSections(call.sections());
    call.marshaller().write(s, call.cell(), later);
    assertThat(there.getByte(0)).isEqualTo((byte) 5);
    assertThat(there.getPointer(24 + p)).isEqualTo(name);
    there.putInt(8, 6);
    call.marshaller().update(s, call.cell(), later);
    assertThat(s.l.intValue()).isEqualTo(6);
  }
}
