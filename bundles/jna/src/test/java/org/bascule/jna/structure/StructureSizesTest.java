package org.bascule.jna.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.platform.win32.WinNT;
import org.bascule.annotation.Memsync;
import org.bascule.annotation.StructureSize;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.jna.Call;
import org.bascule.spi.Abi;
import org.bascule.spi.WindowsMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fields that hold the structure's own size, and structures whose instances differ in it. */
class StructureSizesTest {
  @FieldOrder({"cbSize", "value"})
  public static class Sized extends Structure {
    public int cbSize;
    public NativeLong value;

    public Sized() {
      cbSize = size();
    }
  }

  @FieldOrder({"first", "cbSize", "value"})
  public static class Marked extends Structure {
    public int first;
    @StructureSize public short cbSize;
    public NativeLong value;
  }

  @FieldOrder({"count", "value"})
  public static class Counted extends Structure {
    public int count;
    public NativeLong value;
  }

  @FieldOrder({"size"})
  public static class Wrong extends Structure {
    @StructureSize public double size;
  }

  @FieldOrder({"items", "count", "data"})
  public static class Moving extends Structure {
    public int[] items = new int[1];
    public int count;

    @Memsync(length = "1")
    public Pointer data;
  }

  @ParameterizedTest
  @EnumSource
  void sendsTheSizeOnWindowsWhereTheConstructorStoredItsOwn(Abi abi) {
    Sized sized = new Sized();
    assertThat(sized.cbSize).isEqualTo(16);
    assertThat(Call.argument(abi, Sized.class).send(sized, 8).getInt(0)).isEqualTo(8);

    WinNT.OSVERSIONINFO version = new WinNT.OSVERSIONINFO();
    WindowsMemory there = Call.argument(abi, WinNT.OSVERSIONINFO.class).send(version, 276);
    assertThat(there.getInt(0)).isEqualTo(276);
  }

  @Test
  void leavesAnotherNumberInThatFieldAlone() {
    Sized sized = new Sized();
    sized.cbSize = 12;
    assertThat(Call.argument(Abi.X64, Sized.class).send(sized, 8).getInt(0)).isEqualTo(12);
  }

  @Test
  void leavesANumberAloneThatHappensToBeTheSize() {
    Counted counted = new Counted();
    counted.count = counted.size();
    assertThat(Call.argument(Abi.X64, Counted.class).send(counted, 8).getInt(0)).isEqualTo(16);
  }

  @ParameterizedTest
  @EnumSource
  void fillsAMarkedFieldWhateverItHolds(Abi abi) {
    Marked marked = new Marked();
    marked.cbSize = 99;
    WindowsMemory there = Call.argument(abi, Marked.class).send(marked, 12);
    assertThat(there.getShort(4)).isEqualTo((short) 12);
    assertThat(there.getInt(0)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void knowsTheFieldInAClassThatIsMetAtTheCall(Abi abi) {
    assertThat(Call.argument(abi, Structure.class).send(new Sized(), 8).getInt(0)).isEqualTo(8);
  }

  @Test
  void refusesToStoreASizeInANumberWithAPoint() {
    assertThatThrownBy(() -> Call.argument(Abi.X64, Wrong.class).send(new Wrong(), 8))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind argument 0
              expected: @StructureSize at an integer of 2 bytes or more, in a structure whose\
             arrays are set
              actual: double size
              remedy: take the annotation away, or change the field's type""");
  }

  @Test
  void refusesAnInstanceWhoseArraysMoveTheMembersThatLengthsNeed() {
    Moving moving = new Moving();
    moving.items = new int[5];
    assertThatThrownBy(() -> Call.argument(Abi.X64, Moving.class).send(moving, 40))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0
              expected: members where a new instance has them, since lengths of directives are\
             read from them
              actual: arrays of other lengths, which move the members behind them
              remedy: use arrays of the length that the constructor sets, or put the array last""");
  }

  @Test
  void refusesWhatIsTaggedButNoStructure() {
    assertThatThrownBy(
            () ->
                Call.argument(Abi.X64, Structure.ByReference.class)
                    .send(new Structure.ByReference() {}, 8))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0
              expected: a Structure that implements Structure.ByReference
              actual: %s$1
              remedy: extend Structure""",
            StructureSizesTest.class.getName());
  }
}
