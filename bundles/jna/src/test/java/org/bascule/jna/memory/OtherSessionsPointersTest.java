package org.bascule.jna.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Callback;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bascule.error.ValueException;
import org.bascule.jna.Fixture;
import org.bascule.jna.HostView;
import org.bascule.spi.Abi;
import org.bascule.spi.HostMemory;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;

/** An address of one host means something else in another one. */
class OtherSessionsPointersTest {
  private static final Abi ABI = Abi.X64;
  private static final int SIZE = 64;

  private final Host here = new Host("host 11");
  private final Host elsewhere = new Host("host 22");
  private final Pointer foreign = elsewhere.pointer();
  private final HeapSections call = new HeapSections(ABI);

  /** One session. */
  private static final class Host implements HostMemory {
    private final HeapSections memory = new HeapSections(ABI);
    private final String name;
    private final KitContext context;
    private final long block;

    Host(String name) {
      this.name = name;
      this.context = Fixture.context(ABI).withMemory(this);
      WindowsMemory there = memory.allocate(SIZE, 16);
      there.putBytes(0, new byte[SIZE], 0, SIZE);
      this.block = there.address();
    }

    Pointer pointer() {
      return HostView.of(context).pointer(block);
    }

    @SuppressWarnings("unchecked")
    Marshaller<Object> marshaller(Class<?> type, Place place) {
      return (Marshaller<Object>) context.marshaller(KitUse.java(type, place));
    }

    @Override
    public WindowsMemory view(long address, long size) {
      return memory.view(address, size);
    }

    @Override
    public byte[] readTerminated(long address, int unit) {
      return memory.readTerminated(address, unit);
    }

    @Override
    public String name() {
      return name;
    }
  }

  public static class Opaque extends PointerType {}

  @FieldOrder({"pointer", "handle"})
  public static class Holder extends Structure {
    public Pointer pointer;
    public HANDLE handle;
  }

  @FieldOrder("all")
  public static class Many extends Structure {
    public Pointer[] all = new Pointer[2];
  }

  @FieldOrder("number")
  public static class Number extends Structure {
    public int number;
  }

  public interface Function extends Callback {
    int apply(int number);
  }

  @Test
  void areRefusedAsArguments() {
    isRefused(Pointer.class, foreign, "argument");
    isRefused(Pointer.class, foreign.share(8), "argument", 8);
  }

  @Test
  void areRefusedWhenTheyWereReadThere() {
    elsewhere.pointer().setPointer(0, foreign.share(16));
    isRefused(Pointer.class, elsewhere.pointer().getPointer(0), "argument", 16);
    isRefused(Pointer.class, elsewhere.pointer().getPointerArray(0, 1)[0], "argument", 16);
  }

  @Test
  void areRefusedInTheirClasses() {
    Opaque opaque = new Opaque();
    opaque.setPointer(foreign);
    isRefused(Opaque.class, opaque, "argument");
    isRefused(HANDLE.class, new HANDLE(foreign), "argument");
  }

  @Test
  void areRefusedInFields() {
    Holder holder = new Holder();
    holder.pointer = foreign;
    isRefused(Holder.class, holder, "argument.pointer");
    holder.pointer = null;
    holder.handle = new HANDLE(foreign);
    isRefused(Holder.class, holder, "argument.handle");
    Many many = new Many();
    many.all[1] = foreign;
    isRefused(Many.class, many, "argument.all[]");
  }

  @Test
  void areRefusedInArrays() {
    isRefused(Pointer[].class, new Pointer[] {null, foreign}, "argument[]");
  }

  @Test
  void areRefusedInReferences() {
    PointerByReference reference = new PointerByReference();
    Marshaller<Object> there = elsewhere.marshaller(PointerByReference.class, Place.ARGUMENT);
    HeapMemory cell = HeapMemory.allocate(ABI, 0x1000, Long.BYTES);
    there.write(reference, cell, call);
    call.view(cell.getPointer(0), Long.BYTES).putPointer(0, elsewhere.block);
    there.update(reference, cell, call);
    isRefused(PointerByReference.class, reference, "argument");
  }

  @Test
  void areRefusedWhereReferencesAndStructuresLieThere() {
    IntByReference reference = new IntByReference();
    reference.setPointer(foreign);
    isRefused(IntByReference.class, reference, "argument");
    Number structure = there();
    isRefused(Number.class, structure, "argument");
    isRefused(Structure.class, structure, "argument");
    isRefused(Pointer.class, structure.getPointer(), "argument");
  }

  @Test
  void areRefusedAsResultsOfCallbacks() {
    Marshaller<Object> result = here.marshaller(Pointer.class, Place.RESULT);
    HeapMemory cell = HeapMemory.allocate(ABI, 0x1000, Long.BYTES);
    refuses(() -> result.write(foreign, cell, call), "result", 0);
  }

  @Test
  void areRefusedAsLooseArguments() {
    refuses(
        () -> here.marshaller(Pointer.class, Place.ARGUMENT).accept(foreign, "argument 3"),
        "argument 3",
        0);
    refuses(
        () -> here.marshaller(Function.class, Place.ARGUMENT).accept(foreign, "argument 3"),
        "argument 3",
        0);
  }

  @Test
  void areNotStoredInMemoryOfTheOther() {
    refuses(() -> here.pointer().setPointer(0, foreign), "the pointer to store", 0);
    refuses(
        () -> here.pointer().write(0, new Pointer[] {null, foreign}, 0, 2),
        "the pointer to store",
        0);
    assertThat(here.pointer().getLong(8)).isZero();
  }

  @Test
  void areNotEqualToThoseWithTheSameAddress() {
    Pointer same = HostView.of(here.context).pointer(elsewhere.block);
    assertThat(same)
        .isNotEqualTo(foreign)
        .isEqualTo(here.pointer().share(elsewhere.block - here.block));
    assertThat(same).hasSameHashCodeAs(foreign);
    Holder holder = new Holder();
    holder.pointer = foreign;
    Marshaller<Object> field = here.marshaller(Holder.class, Place.FIELD);
    HeapMemory image = HeapMemory.allocate(ABI, 0x1000, (int) field.layout().size());
    image.putPointer(0, elsewhere.block);
    Holder read = (Holder) field.read(image, call);
    assertThat(read.pointer).isEqualTo(same);
    Pointer[] pointers = {foreign};
    here.pointer().setPointer(0, same);
    here.pointer().read(0, pointers, 0, 1);
    assertThat(pointers[0]).isEqualTo(same);
  }

  @Test
  void areTakenInTheirOwnSession() {
    Marshaller<Object> marshaller = elsewhere.marshaller(Pointer.class, Place.ARGUMENT);
    HeapMemory cell = HeapMemory.allocate(ABI, 0x1000, Long.BYTES);
    assertThatCode(() -> marshaller.write(foreign, cell, call)).doesNotThrowAnyException();
    assertThat(cell.getPointer(0)).isEqualTo(elsewhere.block);
    try (Memory memory = new Memory(8)) {
      marshaller.write(memory, cell, call);
    }
  }

  /** A structure that lies in the other host. */
  private Number there() {
    Marshaller<Object> marshaller = elsewhere.marshaller(Number.class, Place.RESULT);
    HeapMemory cell = HeapMemory.allocate(ABI, 0x1000, Long.BYTES);
    cell.putPointer(0, elsewhere.block);
    return (Number) marshaller.read(cell, elsewhere.memory);
  }

  private void isRefused(Class<?> type, Object value, String path) {
    isRefused(type, value, path, 0);
  }

  private void isRefused(Class<?> type, Object value, String path, int offset) {
    Marshaller<Object> marshaller = here.marshaller(type, Place.ARGUMENT);
    HeapMemory cell = HeapMemory.allocate(ABI, 0x1000, Long.BYTES);
    refuses(() -> marshaller.write(value, cell, new HeapSections(ABI)), path, offset);
  }

  private void refuses(ThrowingCallable action, String path, int offset) {
    assertThatThrownBy(action)
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take %s
              expected: a Pointer of this session, whose functions are in host 11
              actual: 0x%x in host 22, another session's
              remedy: pass a Pointer to functions of the session that it came from; copy what lies \
            there by getByteArray\
            """,
            path, elsewhere.block + offset);
  }
}
