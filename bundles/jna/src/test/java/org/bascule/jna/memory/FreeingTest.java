package org.bascule.jna.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.annotation.Memsync;
import org.bascule.error.SignatureException;
import org.bascule.jna.Call;
import org.bascule.spi.Abi;
import org.bascule.spi.Directive;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory that the DLL hands out and a directive gives back. */
class FreeingTest {
  private static final Directive FREE = Directive.NONE.freedBy("give_back");

  @FieldOrder({"items", "count"})
  public static class Items extends Structure {
    @Memsync(length = "2", type = short.class, free = "give_back")
    public Pointer items;

    public int count;
  }

  @FieldOrder({"inner"})
  public static class Outer extends Structure {
    public Items inner;
  }

  @FieldOrder({"value"})
  public static class Value extends Structure {
    public int value;
  }

  @ParameterizedTest
  @EnumSource
  void copiesAPointerResultBeforeItIsFreed(Abi abi) {
    Call call = result(abi, Pointer.class, FREE.withLength("3").withType(int.class));
    WindowsMemory there = call.sections().allocate(12, 4);
    there.putInt(0, 5);
    there.putInt(8, 7);
    Pointer copy = (Pointer) call.read(there.address());
    there.putInt(0, -1);

    assertThat(copy).isInstanceOf(Memory.class);
    assertThat(copy.getIntArray(0, 3)).startsWith(5).endsWith(7);
    assertThat(call.sections().released()).containsExactly(freed(there));
    assertThat(call.read(0)).isNull();
    assertThat(call.sections().released()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void copiesTextUpToItsEnd(Abi abi) {
    Call call = result(abi, Pointer.class, FREE.nullTerminatedText(false));
    long text = call.text("abc");
    assertThat(((Pointer) call.read(text)).getString(0)).isEqualTo("abc");
    assertThat(call.sections().released()).hasSize(1);

    Call wide = result(abi, Pointer.class, FREE.nullTerminatedText(true));
    WindowsMemory there = wide.sections().allocate(6, 2);
    there.putChars(0, "ü€\0");
    assertThat(((Pointer) wide.read(there.address())).getWideString(0)).isEqualTo("ü€");
    assertThat(wide.sections().released()).containsExactly(freed(there));
  }

  @ParameterizedTest
  @EnumSource
  void copiesNoMoreThanIsValid(Abi abi) {
    Call call = result(abi, Pointer.class, FREE.withLength("3").withValid("2"));
    WindowsMemory there = call.sections().allocate(3, 1);

    assertThat(((Memory) call.read(there.address())).size()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void freesWhatAReferenceWasGiven(Abi abi) {
    Call call =
        Call.of(
            abi, use(PointerByReference.class, Place.ARGUMENT, Map.of("*", FREE.withLength("4"))));
    PointerByReference reference = new PointerByReference();
    WindowsMemory cell = call.send(reference, abi.pointerSize());
    WindowsMemory there = call.sections().allocate(4, 4);
    there.putInt(0, 99);
    cell.putPointer(0, there.address());
    call.finish(reference);

    assertThat(reference.getValue().getInt(0)).isEqualTo(99);
    assertThat(call.sections().released()).containsExactly(freed(there));
  }

  @ParameterizedTest
  @EnumSource
  void leavesAloneWhatJavaPassed(Abi abi) {
    Call call =
        Call.of(
            abi, use(PointerByReference.class, Place.ARGUMENT, Map.of("*", FREE.withLength("4"))));
    Pointer opaque = Pointer.createConstant(0x1234);
    PointerByReference reference = new PointerByReference();
    reference.setValue(opaque);
    call.send(reference, abi.pointerSize());
    call.finish(reference);

    assertThat(call.sections().released()).isEmpty();
    assertThat(reference.getValue()).isEqualTo(opaque);
  }

  @ParameterizedTest
  @EnumSource
  void freesAStructureOnceItIsCopied(Abi abi) {
    Call call = result(abi, Value.class, FREE);
    WindowsMemory there = call.sections().allocate(4, 4);
    there.putInt(0, 42);
    Value value = (Value) call.read(there.address());

    assertThat(value.value).isEqualTo(42);
    assertThat(call.sections().released()).containsExactly(freed(there));
    assertThat(value.getPointer()).isInstanceOf(Memory.class);
  }

  @ParameterizedTest
  @EnumSource
  void freesAFieldOnceAndKeepsTheStructureAsACopy(Abi abi) {
    for (Class<?> type : List.of(Items.class, Outer.class)) {
      Call call = Call.result(abi, type);
      WindowsMemory there = call.sections().allocate(16, 8);
      WindowsMemory items = call.sections().allocate(4, 2);
      items.putInt(0, 7 << 16 | 6);
      there.putPointer(0, items.address());
      Object result = call.read(there.address());
      Items found = result instanceof Outer outer ? outer.inner : (Items) result;

      assertThat(found.items.getShortArray(0, 2)).containsExactly(6, 7);
      assertThat(call.sections().released()).containsExactly(freed(items));
      assertThat(((Structure) result).getPointer()).isInstanceOf(Memory.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void freesAReferenceAndAWideTextThatAreReturned(Abi abi) {
    Call number = result(abi, IntByReference.class, FREE);
    WindowsMemory there = number.sections().allocate(4, 4);
    there.putInt(0, -5);
    assertThat(((IntByReference) number.read(there.address())).getValue()).isEqualTo(-5);
    assertThat(number.sections().released()).containsExactly(freed(there));

    Call text = result(abi, WString.class, FREE);
    WindowsMemory wide = text.sections().allocate(4, 2);
    wide.putChars(0, "x\0");
    assertThat(text.read(wide.address())).hasToString("x");
    assertThat(text.sections().released()).containsExactly(freed(wide));
  }

  @Test
  void refusesToFreeWhatHasNoLength() {
    assertThatThrownBy(() -> result(Abi.X64, Pointer.class, FREE))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot bind result
              expected: a length, since what give_back frees is copied before
              actual: com.sun.jna.Pointer with free and without a length
              remedy: add a length or nullTerminated, or take free away and call give_back after use""");
  }

  @Test
  void refusesToFreeWhatIsJavas() {
    for (Class<?> type : List.of(Pointer.class, Value.class, IntByReference.class)) {
      assertThatThrownBy(
              () -> Call.of(Abi.X64, use(type, Place.ARGUMENT, Map.of("", FREE.withLength("1")))))
          .isInstanceOf(SignatureException.class)
          .hasMessage(
              """
              BSC-305 cannot bind result
                expected: free where the DLL hands out memory: the result, a field, what a\
               reference points to
                actual: free = "give_back" at an argument, whose memory is Java's
                remedy: give the path of that pointer at the method, such as out.*, or take free\
               away""");
    }
  }

  @Test
  void refusesADirectiveForAHandle() {
    assertThatThrownBy(() -> result(Abi.X64, WinNT.HANDLE.class, FREE.withLength("1")))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot bind result
              expected: a type with memory behind it: Pointer, or a PointerType other than HANDLE
              actual: com.sun.jna.platform.win32.WinNT$HANDLE, a value that nobody follows
              remedy: change the type, or take the directive away""");
  }

  private static Call result(Abi abi, Class<?> type, Directive directive) {
    return Call.of(abi, use(type, Place.RESULT, Map.of("", directive)));
  }

  private static TypeUse use(Class<?> type, Place place, Map<String, Directive> directives) {
    return new TypeUse(type, Optional.empty(), List.of(), place, "result", directives);
  }

  private static String freed(WindowsMemory memory) {
    return "give_back(0x" + Long.toHexString(memory.address()) + ")";
  }
}
