package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.WinNT.OSVERSIONINFO;
import java.time.Duration;
import org.bascule.annotation.StructureSize;
import org.bascule.bridge.HostBlock;
import org.bascule.error.ValueException;
import org.bascule.itest.Leftovers;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.jna.shared.SharedMemory;
import org.bascule.jna.shared.SharedStructure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * JNA's structures and pointers over memory that both sides see, and what Windows calls their size.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JnaSharedIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static Demo dll;
  private static SharedMemory shared;

  interface Demo extends Library {
    int fill_when_told(Work words, int count);

    void subtract_longs(Longs numbers);

    void replace_letter_w(Pointer text, char old, char replacement);
  }

  interface Kernel extends Library {
    boolean GetVersionExW(OSVERSIONINFO version);

    boolean GetVersionExW(Version version);
  }

  /** {@code int32_t words[5]}; the first one is a signal both ways. */
  @FieldOrder({"signal", "squares"})
  public static class Work extends Structure {
    public int signal;
    public int[] squares = new int[4];
  }

  /** Windows' {@code long} has 4 bytes. */
  @FieldOrder({"a", "b", "c"})
  public static class Longs extends Structure {
    public NativeLong a;
    public NativeLong b;
    public NativeLong c;
  }

  /** Windows' {@code OSVERSIONINFOW}, whose constructor leaves the size to its user. */
  @FieldOrder({"size", "major", "minor", "build", "platform", "text"})
  public static class Version extends Structure {
    @StructureSize public int size;
    public int major;
    public int minor;
    public int build;
    public int platform;
    public char[] text = new char[128];
  }

  @FieldOrder({"name", "block"})
  public static class Texts extends Structure {
    public WString name;
    public Pointer block;
  }

  @BeforeAll
  static void load() {
    dll = WINE.session().load(TestBed.demo(), Demo.class);
    shared = SharedMemory.of(WINE.session());
  }

  @Test
  void seesWhatTheDllWritesAfterTheCallHasReturned() {
    Work work = new Work();
    try (HostBlock block = WINE.session().allocate(shared.sizeOf(work))) {
      SharedStructure<Work> over = shared.over(block, work);
      assertThat(dll.fill_when_told(work, 5)).isEqualTo(1);
      assertThat(over.read().squares).containsOnly(0);
      work.signal = 1;
      over.write("signal");
      assertThat(Leftovers.await(Duration.ofSeconds(20), () -> over.read().signal == 2))
          .isNotNull();
      assertThat(work.squares).containsExactly(1, 4, 9, 16);
    }
  }

  @Test
  void liesThereWithTheLayoutOfWindowsAndIsCalledInPlace() {
    Longs longs = new Longs();
    assertThat(shared.sizeOf(longs)).isEqualTo(12);
    try (HostBlock block = WINE.session().allocate(12)) {
      SharedStructure<Longs> over = shared.over(block, longs);
      longs.a = new NativeLong(7);
      longs.b = new NativeLong(9);
      over.write();
      assertThat(block.memory().getInt(4)).isEqualTo(9);
      longs.a = new NativeLong(-1);
      dll.subtract_longs(longs);
      assertThat(longs.c).isEqualTo(new NativeLong(-10));
      assertThat(block.memory().getInt(8)).isEqualTo(-10);
      assertThat(Pointer.nativeValue(longs.getPointer())).isEqualTo(block.address().bits());
      block.memory().putInt(8, 5);
      assertThat(over.read().c).isEqualTo(new NativeLong(5));
      assertThat(over.memory().size()).isEqualTo(12);
    }
  }

  @Test
  void readsTextsOfTheHostAndRefusesToSendNewOnes() {
    Texts texts = new Texts();
    try (HostBlock block = WINE.session().allocate(shared.sizeOf(texts));
        HostBlock text = WINE.session().allocate(16)) {
      Pointer wide = shared.pointer(text);
      wide.setWideString(0, "wörd");
      SharedStructure<Texts> over = shared.over(block, texts);
      texts.block = wide;
      over.write("block");
      assertThat(block.memory().getPointer(TestBed.ABI.pointerSize()))
          .isEqualTo(text.address().bits());
      block.memory().putPointer(0, text.address().bits());
      assertThat(over.read().name.toString()).isEqualTo("wörd");
      texts.name = new WString("new");
      assertThatThrownBy(over::write)
          .isInstanceOf(ValueException.class)
          .hasMessage(
              """
              BSC-402 cannot write a shared structure
                expected: fields that lie in the structure, and pointers to memory of the host
                actual: a field that needs 8 bytes of memory of its own, outside of a call
                remedy: put the text or array into a block of its own, and its Pointer into the\
               field""");
    }
  }

  @Test
  void pointsIntoABlockWithTheWidthsOfWindows() {
    try (HostBlock block = WINE.session().allocate(64)) {
      Pointer pointer = shared.pointer(block);
      pointer.setWideString(0, "aXbX");
      dll.replace_letter_w(pointer, 'X', 'ü');
      assertThat(pointer.getWideString(0)).isEqualTo("aübü");
      assertThat(block.memory().getShort(2)).isEqualTo((short) 'ü');
      pointer.setNativeLong(16, new NativeLong(-2));
      pointer.setChar(20, '€');
      pointer.setPointer(24, pointer.share(8));
      assertThat(block.memory().getLong(16)).isEqualTo(0x20AC_FFFF_FFFEL);
      assertThat(pointer.getNativeLong(16)).isEqualTo(new NativeLong(-2));
      assertThat(pointer.getPointer(24).getShort(0)).isZero();
      assertThat(pointer.getCharArray(0, 4)).containsExactly('a', 'ü', 'b', 'ü');
      assertThat(block.memory().getPointer(24)).isEqualTo(block.address().bits() + 8);
    }
  }

  @Test
  void refusesABlockThatIsTooSmallAndWhatGoesByValue() {
    try (HostBlock block = WINE.session().allocate(4)) {
      assertThatThrownBy(() -> shared.over(block, new Longs()))
          .isInstanceOf(ValueException.class)
          .hasMessage(
              """
              BSC-402 cannot lay %s over shared memory
                expected: a block of at least 12 bytes
                actual: 4 bytes
                remedy: allocate sizeOf(structure) bytes""",
              Longs.class.getTypeName());
      assertThatThrownBy(() -> shared.over(block, new JnaDemo.Bytes1.ByValue()))
          .isInstanceOf(ValueException.class)
          .hasMessage(
              """
              BSC-402 cannot lay %s over shared memory
                expected: a structure that is passed by pointer
                actual: Structure.ByValue
                remedy: use its base class""",
              JnaDemo.Bytes1.ByValue.class.getTypeName());
      assertThatThrownBy(() -> shared.over(block, new JnaImages.OwnedImage()))
          .isInstanceOf(ValueException.class)
          .hasMessage(
              """
              BSC-402 cannot lay %s over shared memory
                expected: a structure that may be read as often as you like
                actual: a field with free, whose memory is gone once it has been read
                remedy: take free away, and call that function yourself""",
              JnaImages.OwnedImage.class.getTypeName());
    }
  }

  @Test
  void sendsTheSizeThatWindowsKnows() {
    Kernel kernel = WINE.session().load("kernel32", Kernel.class);
    OSVERSIONINFO platform = new OSVERSIONINFO();
    assertThat(platform.size()).isNotEqualTo(shared.sizeOf(platform));
    assertThat(kernel.GetVersionExW(platform)).isTrue();
    assertThat(platform.dwMajorVersion.intValue()).isPositive();

    Version own = new Version();
    assertThat(kernel.GetVersionExW(own)).isTrue();
    assertThat(own.major).isEqualTo(platform.dwMajorVersion.intValue());
    assertThat(own.size).isEqualTo(276);
  }

  @Test
  void holdsNoMemoryOfJavaWhenItIsShared() {
    Texts texts = new Texts();
    try (HostBlock block = WINE.session().allocate(shared.sizeOf(texts));
        Memory local = new Memory(4)) {
      SharedStructure<Texts> over = shared.over(block, texts);
      texts.block = local;
      assertThatThrownBy(() -> over.write("block")).isInstanceOf(ValueException.class);
      assertThat(block.memory().getPointer(TestBed.ABI.pointerSize())).isZero();
      assertThatThrownBy(() -> over.write("blok"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("No such field: blok");
    }
  }
}
