package org.bascule.itest.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Callback;
import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.WeakReference;
import org.bascule.error.BasculeException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.itest.WideOnly;
import org.bascule.itest.lifetime.Garbage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Memory that was passed once has one address in the host, for as long as Java refers to it. */
class KeptAddressesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  @FieldOrder("value")
  public static class Held extends Structure {
    public Pointer value;
  }

  @FieldOrder({"first", "second"})
  public static class Numbers extends Structure {
    public int first;
    public int second;

    public Numbers() {}

    public Numbers(Pointer memory) {
      super(memory);
    }
  }

  /** Lies otherwise in Windows' memory than in JNA's. */
  @FieldOrder({"number", "letter"})
  public static class Narrow extends Structure {
    public int number;
    public char letter;
  }

  @FieldOrder({"next", "name", "index"})
  public static class Entry extends Structure {
    public Pointer next;
    public String name;
    public int index;

    public Entry() {}

    public Entry(Pointer memory) {
      super(memory);
      read();
    }
  }

  interface Shapes extends Library {
    void keep_numbers(Pointer numbers);

    void keep_numbers(Structure numbers);

    int has_kept(Pointer numbers);

    int has_kept(Structure numbers);

    int has_kept(Structure[] numbers);

    Pointer kept_number(int index);

    void kept_number_out(int index, PointerByReference out);

    void kept_number_in(int index, Held out);

    int sum_kept(int count);

    Pointer bump_kept(int index);

    long distance(Pointer from, Pointer to);

    long distance(Structure from, Pointer to);

    long distance(Pointer from, Structure to);

    int ask_about(Pointer number, Ask ask);

    int read_int(Pointer number);

    int read_int(Structure number);

    void fill_entries(Pointer buffer, int count);

    int name_and_index(Pointer entry);

    int name_and_index(Entry entry);

    interface Ask extends Callback {
      void ask();
    }
  }

  interface C extends Library {
    String strtok(Pointer text, String separators);

    Pointer strtok(Pointer text, byte[] separators);

    Pointer malloc(long size);
  }

  private final Shapes shapes = WINE.session().load(TestBed.dll("shapes").toString(), Shapes.class);
  private final C c = WINE.session().load("msvcrt", C.class);

  private static Memory numbers(int... values) {
    Memory memory = new Memory(4L * values.length);
    memory.write(0, values, 0, values.length);
    return memory;
  }

  private static Pointer plain(Pointer host) {
    return new Pointer(Pointer.nativeValue(host));
  }

  @Test
  void memoryKeepsItsAddressAcrossCollections() {
    Memory memory = numbers(1, 2, 3);
    shapes.keep_numbers(memory);
    WeakReference<Memory> other = passOther();
    Garbage.collectUntilGone("memory that was passed once", other);
    for (int i = 0; i < 20; i++) {
      shapes.read_int(numbers(i, i, i));
    }
    assertThat(shapes.sum_kept(3)).isEqualTo(6);
    assertThat(shapes.has_kept(memory)).isEqualTo(1);
    assertThat(shapes.has_kept(memory.share(4))).isZero();
  }

  private WeakReference<Memory> passOther() {
    Memory memory = numbers(7);
    shapes.read_int(memory);
    return new WeakReference<>(memory);
  }

  @Test
  void viewsAreOneMemoryInWhateverOrder() {
    Memory memory = new Memory(64);
    assertThat(shapes.distance(memory, memory.share(24))).isEqualTo(24);
    assertThat(shapes.distance(memory.share(24), memory)).isEqualTo(-24);
    assertThat(shapes.distance(memory.share(8, 4), memory.share(4, 8).share(4))).isZero();
    assertThat(shapes.distance(plain(memory.share(16)), memory.share(24))).isEqualTo(8);
  }

  @Test
  void aStructureOverMemoryIsThatMemory() {
    Memory memory = numbers(0, 0, 5, 6);
    Numbers over = new Numbers(memory.share(8));
    over.read();
    assertThat(shapes.distance(memory, over)).isEqualTo(8);
    assertThat(shapes.distance(over, memory)).isEqualTo(-8);
    over.first = 70;
    assertThat(shapes.distance(over, memory)).isEqualTo(-8);
    assertThat(memory.getInt(8)).as("as JNA's autoWrite has it").isEqualTo(70);
    shapes.keep_numbers(memory);
    over.second = 60;
    assertThat(shapes.read_int(over)).isEqualTo(70);
    assertThat(shapes.sum_kept(4)).isEqualTo(130);
  }

  @Test
  void structuresKeepTheirAddress() {
    Numbers alike = new Numbers();
    shapes.keep_numbers(alike);
    shapes.read_int(new Numbers());
    assertThat(shapes.has_kept(alike)).isEqualTo(1);
    assertThat(shapes.has_kept(alike.getPointer())).isEqualTo(1);
    Narrow narrow = new Narrow();
    shapes.keep_numbers(narrow);
    shapes.read_int(new Narrow());
    assertThat(shapes.has_kept(narrow)).isEqualTo(1);
    Structure[] all = new Numbers().toArray(3);
    shapes.keep_numbers(all[0]);
    assertThat(shapes.has_kept(all[0])).isEqualTo(1);
    assertThat(shapes.has_kept(all[1])).isZero();
  }

  @Test
  void aPointerThatTheDllLeavesIsThatMemory() {
    Memory memory = numbers(1, 2, 3);
    shapes.keep_numbers(memory);
    assertThat(shapes.kept_number(0)).isSameAs(memory);
    Pointer second = shapes.kept_number(1);
    assertThat(second).isEqualTo(memory.share(4));
    second.setInt(0, 20);
    assertThat(memory.getInt(4)).isEqualTo(20);
    PointerByReference out = new PointerByReference();
    shapes.kept_number_out(2, out);
    assertThat(out.getValue()).isEqualTo(memory.share(8));
    Held held = new Held();
    shapes.kept_number_in(0, held);
    assertThat(held.value).isSameAs(memory);
  }

  @Test
  void whatTheDllChangedInWhatItKeptIsThere() {
    Memory memory = numbers(1, 2, 3);
    shapes.keep_numbers(memory);
    Pointer bumped = shapes.bump_kept(2);
    assertThat(bumped.getInt(0)).isEqualTo(4);
    assertThat(memory.getInt(8)).isEqualTo(4);
  }

  @Test
  void textIsTakenApartPieceByPiece() {
    Memory text = new Memory(16);
    text.setString(0, "a,bc,def");
    byte[] comma = {',', 0};
    assertThat(c.strtok(text, comma).getString(0)).isEqualTo("a");
    assertThat(c.strtok(null, comma).getString(0)).isEqualTo("bc");
    assertThat(c.strtok((Pointer) null, ",")).isEqualTo("def");
  }

  @Test
  @WideOnly("JNA reads pointers of the JVM's width out of its memory")
  void recordsMayPointIntoTheirOwnBuffer() {
    Memory buffer = new Memory(3 * 24 + 3 * 8);
    shapes.fill_entries(buffer, 3);
    Entry first = new Entry(buffer);
    assertThat(first.name).isEqualTo("eth0");
    Memory other = new Memory(buffer.size());
    other.setMemory(0, other.size(), (byte) 0x41);
    shapes.fill_entries(other, 3);
    Entry again = new Entry(buffer);
    assertThat(again.name).isEqualTo("eth0");
    Entry second = new Entry(again.next);
    assertThat(second.name).isEqualTo("eth1");
    assertThat(second.index).isEqualTo(11);
    assertThat(shapes.name_and_index(buffer)).isEqualTo(14);
    assertThat(shapes.name_and_index(again.next)).isEqualTo(15);
  }

  @Test
  void aCallFromACallbackFindsWhatTheDllHasThere() {
    Memory memory = numbers(5);
    int[] seen = new int[2];
    Shapes.Ask ask =
        () -> {
          seen[0] = shapes.read_int(memory);
          seen[1] = memory.getInt(0);
        };
    assertThat(shapes.ask_about(memory, ask)).isEqualTo(6);
    assertThat(seen).containsExactly(6, 6);
    assertThat(memory.getInt(0)).isEqualTo(6);
  }

  @Test
  void noFunctionOfJnaIsMadeOfAnAddressInTheHost() {
    Pointer there = c.malloc(16);
    assertThatThrownBy(() -> Function.getFunction(there))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-502 cannot make a function of JNA's of 0x%x
              expected: an address in this JVM, since JNA would jump there
              actual: an address in host %d
              remedy: use session.functionAt(address, type) with the callback's interface; programs\
             that follow pointers themselves run in the Windows world: ./bascule java, or\
             WindowsWorld.loader"""
                .formatted(Pointer.nativeValue(there), WINE.session().host().processId()));
    assertThat(there).hasToString("native@0x" + Long.toHexString(Pointer.nativeValue(there)));
  }
}
