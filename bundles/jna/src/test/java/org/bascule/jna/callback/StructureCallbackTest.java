package org.bascule.jna.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Structure;
import com.sun.jna.ptr.IntByReference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bascule.jna.Fixture;
import org.bascule.spi.Abi;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Structures and references that a callback is given by the DLL. */
class StructureCallbackTest {
  /** A list. */
  @Structure.FieldOrder({"value", "name", "next"})
  public static class Node extends Structure {
    public int value;
    public String name;
    public ByReference next;

    /** By pointer. */
    public static class ByReference extends Node implements Structure.ByReference {}
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void whatTheCallbackChangesGoesBack(Abi abi) {
    Given given = new Given(abi, Node.class);
    WindowsMemory second = given.node(2, 0);
    WindowsMemory first = given.node(1, second.address());
    Node node = given.read(first);
    assertThat(node.value).isEqualTo(1);
    assertThat(node.name).isEqualTo("n1");
    assertThat(node.next.value).isEqualTo(2);
    node.value = 10;
    node.next.value = 20;
    byte[] second0 = bytes(second);
    given.finish(node);
    assertThat(first.getInt(0)).isEqualTo(10);
    assertThat(second.getInt(0)).isEqualTo(20);
    assertThat(Arrays.copyOfRange(bytes(second), 4, second0.length))
        .isEqualTo(Arrays.copyOfRange(second0, 4, second0.length));
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void circlesEnd(Abi abi) {
    Given given = new Given(abi, Node.ByReference.class);
    WindowsMemory first = given.node(1, 0);
    first.putPointer(2 * abi.pointerSize(), first.address());
    Node node = given.read(first);
    assertThat(node.next).isSameAs(node);
    node.value = 5;
    given.finish(node);
    assertThat(first.getInt(0)).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void whatIsNotToBeWrittenIsNot(Abi abi) {
    Given given = new Given(abi, Node.class);
    WindowsMemory first = given.node(1, 0);
    Node node = given.read(first);
    node.setAutoWrite(false);
    node.value = 10;
    given.finish(node);
    assertThat(first.getInt(0)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void aNodeOfJavasOwnGetsMemory(Abi abi) {
    Given given = new Given(abi, Node.class);
    WindowsMemory first = given.node(1, 0);
    Node node = given.read(first);
    node.next = new Node.ByReference();
    node.next.value = 7;
    given.finish(node);
    long next = first.getPointer(2 * abi.pointerSize());
    assertThat(given.sections.view(next, 4).getInt(0)).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void readingTakesNoSectionsWhichWouldBeKept(Abi abi) {
    Given given = new Given(abi, Node.class);
    WindowsMemory first = given.node(1, 0);
    int before = given.sections.count();
    given.read(first);
    assertThat(given.sections.count()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Abi.class)
  void referencesAreTheDllsMemoryItself(Abi abi) {
    Given given = new Given(abi, IntByReference.class);
    WindowsMemory there = given.sections.allocate(4, 4);
    there.putInt(0, 3);
    IntByReference reference = given.read(there);
    assertThat(reference.getValue()).isEqualTo(3);
    reference.setValue(4);
    assertThat(there.getInt(0)).isEqualTo(4);
  }

  private static byte[] bytes(WindowsMemory memory) {
    byte[] bytes = new byte[(int) memory.size()];
    memory.getBytes(0, bytes, 0, bytes.length);
    return bytes;
  }

  /** One argument of a callback. */
  private static final class Given {
    final HeapSections sections;
    private final Abi abi;
    private final HeapMemory cell;
    private final Marshaller<Object> marshaller;

    @SuppressWarnings("unchecked")
    Given(Abi abi, Class<?> type) {
      this.abi = abi;
      sections = new HeapSections(abi);
      cell = HeapMemory.allocate(abi, 0x1000, abi.pointerSize());
      marshaller =
          (Marshaller<Object>)
              Fixture.context(abi)
                  .withMemory(sections)
                  .marshaller(
                      new TypeUse(type, Optional.empty(), List.of(), Place.ARGUMENT, "argument 0"));
    }

    WindowsMemory node(int value, long next) {
      WindowsMemory text = sections.allocate(3, 1);
      text.putBytes(0, ("n" + value + "\0").getBytes(), 0, 3);
      WindowsMemory node = sections.allocate(3L * abi.pointerSize(), 8);
      node.putPointer(0, 0);
      node.putInt(0, value);
      node.putPointer(abi.pointerSize(), text.address());
      node.putPointer(2L * abi.pointerSize(), next);
      return node;
    }

    @SuppressWarnings("unchecked")
    <T> T read(WindowsMemory memory) {
      cell.putPointer(0, memory.address());
      return (T) marshaller.read(cell, sections);
    }

    void finish(Object value) {
      marshaller.writeBack(value, cell, sections);
      sections.checkGuards();
    }
  }
}
