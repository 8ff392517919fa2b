package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.SymbolProvider;
import com.sun.jna.Union;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Shapes that are found in public bindings. The same on Linux and Windows. */
public final class ShapesProgram implements Function<String, Map<String, String>> {
  /** Of shapes.dll. */
  public interface Shapes extends Library {
    void set_odd(boolean[] flags, int count);

    int count_set(boolean[] flags, int count);

    int first_way();

    int run_held(Holder holder, int value);

    int add_bytes(Message message);

    void fill_message(Header message, int length);

    long take_long(Object value);

    long take_int(Number value);

    int weigh(int count, Visitor visitor);

    int same_item(Item item, Look look);

    Pointer pass_on(Opaque opaque);

    Handle pass_on(Pointer nothing);

    int read_int(Pointer value);

    void write_int(Structure.ByReference value, int number);

    void fill_mixed(Mixed mixed);

    void make_real(Variant variant);

    void write_eight_bytes(IntByReference value);

    int sum_behind(Item[] items);
  }

  @FieldOrder("function")
  public static class Holder extends Structure {
    public Callback function;
  }

  /** Its only method is none of an interface. */
  public static class Adding implements Callback {
    public int adding(int value) {
      return value + 3;
    }
  }

  /** Nobody can make an empty one. */
  @FieldOrder({"length", "bytes"})
  public static class Message extends Structure {
    public int length;
    public byte[] bytes;

    public Message(String text) {
      bytes = text.getBytes(StandardCharsets.US_ASCII);
      length = bytes.length;
      allocateMemory();
    }
  }

  /** Lies over memory that is longer. */
  @FieldOrder("length")
  public static class Header extends Structure {
    public int length;

    public Header(Pointer whole) {
      super(whole);
      read();
    }
  }

  @FieldOrder({"number", "weight"})
  public static class Item extends Structure {
    public int number;
    public double weight;

    public Item() {}

    public Item(Pointer memory) {
      super(memory);
    }
  }

  public interface Visitor extends Callback {
    void visit(Item first, int count);
  }

  public interface Look extends Callback {
    Item look(Item same);
  }

  @FieldOrder("pointer")
  public static class Opaque extends Structure {
    public Pointer pointer;

    public Opaque(Pointer memory) {
      super(memory);
    }
  }

  /** Nobody can make one. */
  public abstract static class Handle extends PointerType {}

  @FieldOrder({"number", "letter", "inner"})
  public static class Mixed extends Structure {
    public NativeLong number;
    public short letter;
    public int inner;
  }

  public static class Value extends Union {
    public int number;
    public double real;
    public byte[] bytes = new byte[8];
  }

  @FieldOrder({"kind", "value"})
  public static class Variant extends Structure {
    public int kind;
    public Chosen value;

    @Override
    public void read() {
      super.read();
      value.setType(kind == 2 ? double.class : int.class);
      super.read();
    }
  }

  /** Reads what it has been told to, each time that somebody reads it. */
  public static class Chosen extends Value {
    int readings;

    @Override
    public void read() {
      readings++;
      super.read();
    }
  }

  @FieldOrder("number")
  public static class Number4 extends Structure {
    public int number;

    public static class ByReference extends Number4 implements Structure.ByReference {}
  }

  static final class Direct implements Library {
    private Direct() {}

    static native int first_way();

    static native long take_long(long value);
  }

  @Override
  public Map<String, String> apply(String library) {
    Shapes shapes = Native.load(library, Shapes.class);
    Map<String, String> told = new TreeMap<>();
    arguments(shapes, told);
    structures(shapes, told);
    callbacks(shapes, told);
    memory(shapes, told);
    functions(library, shapes, told);
    return told;
  }

  private static void arguments(Shapes shapes, Map<String, String> told) {
    boolean[] flags = new boolean[5];
    shapes.set_odd(flags, 5);
    told.put("booleans", Arrays.toString(flags) + " " + shapes.count_set(flags, 5));
    told.put("object", shapes.take_long(42L) + " " + shapes.take_int(-7));
    told.put(
        "abstract type", outcome(() -> shapes.pass_on((Pointer) null)).replaceFirst(",.*", ""));
    told.put("unfit", outcome(() -> shapes.take_long(new StringBuilder("x"))));
    IntByReference small = new IntByReference();
    shapes.write_eight_bytes(small);
    told.put("written past", "" + small.getValue());
  }

  private static void structures(Shapes shapes, Map<String, String> told) {
    told.put("no empty one", "" + shapes.add_bytes(new Message("\1\2\3")));
    Memory whole = new Memory(4 + 6);
    whole.clear();
    Header header = new Header(whole);
    shapes.fill_message(header, 6);
    told.put("longer memory", header.length + Arrays.toString(whole.getByteArray(4, 6)));
    told.put("through it", Arrays.toString(header.getPointer().getByteArray(4, 6)));
    Mixed mixed = new Mixed();
    shapes.fill_mixed(mixed);
    mixed.read();
    int size = Native.LONG_SIZE == 8 ? 16 : 12;
    told.put(
        "mixed",
        mixed.number + " " + mixed.letter + " " + mixed.inner + " " + (mixed.size() == size));
    Variant variant = new Variant();
    shapes.make_real(variant);
    told.put("variant", variant.value.real + " " + (variant.value.readings > 1));
    Memory two = new Memory(32);
    Item[] apart = {new Item(two.share(16)), new Item(two)};
    told.put("apart", outcome(() -> shapes.sum_behind(apart)));
    Number4.ByReference number = new Number4.ByReference();
    shapes.write_int(number, 8);
    told.put("any structure", "" + number.number);
  }

  private static void callbacks(Shapes shapes, Map<String, String> told) {
    Holder holder = new Holder();
    holder.function = new Adding();
    told.put("its own method", "" + shapes.run_held(holder, 4));
    Visitor visitor =
        (first, count) -> {
          Item[] all = (Item[]) first.toArray(count);
          for (int i = 0; i < count; i++) {
            all[i].weight = 10 * all[i].number;
          }
        };
    told.put("extended", "" + shapes.weigh(3, visitor));
    Item item = new Item();
    boolean[] same = new boolean[1];
    Look look =
        there -> {
          same[0] = there.getPointer().equals(item.getPointer());
          return there;
        };
    told.put("same structure", shapes.same_item(item, look) + " " + same[0]);
  }

  private static void memory(Shapes shapes, Map<String, String> told) {
    Memory bytes = new Memory(8);
    bytes.setLong(0, 0x2A2A2A2A2A2AL);
    Opaque opaque = new Opaque(bytes);
    opaque.read();
    Pointer passed = shapes.pass_on(opaque);
    told.put("opaque", opaque.pointer + " " + passed.equals(bytes.share(0)));
    Memory block = new Memory(24);
    block.setInt(16, 9);
    PointerByReference reference = new PointerByReference(block.share(16));
    told.put(
        "pointers",
        shapes.read_int(block.share(8).share(8)) + " " + shapes.read_int(reference.getValue()));
    block.setPointer(0, block.share(16));
    told.put("pointer inside", "" + shapes.read_int(block.getPointer(0)));
    Memory wide = new Memory(8L * Native.WCHAR_SIZE);
    wide.setWideString(0, "\u20ac 5");
    told.put("wide", wide.getWideString(0) + " " + wide.getWideString(2L * Native.WCHAR_SIZE));
  }

  private static void functions(String library, Shapes shapes, Map<String, String> told) {
    SymbolProvider other =
        (handle, name, parent) -> parent.getSymbolAddress(handle, "second_way", parent);
    Shapes second =
        Native.load(library, Shapes.class, Map.of(Library.OPTION_SYMBOL_PROVIDER, other));
    told.put("provided", shapes.first_way() + " " + second.first_way());
    NativeLibrary named = NativeLibrary.getInstance(library);
    told.put("by name", "" + named.getFunction("second_way").invokeInt(new Object[0]));
    told.put(
        "of a proxy",
        Native.getNativeLibrary(shapes).getName().equals(named.getName())
            + " "
            + ((Shapes) Native.synchronizedLibrary(shapes)).first_way());
    Native.register(Direct.class, library);
    told.put("registered", Direct.first_way() + " " + Direct.take_long(Long.MIN_VALUE));
    told.put("missing", outcome(() -> named.getFunction("no_way")).replaceFirst("(?s)'.*", ""));
  }

  private interface Attempt {
    Object run();
  }

  private static String outcome(Attempt attempt) {
    try {
      return "" + attempt.run();
    } catch (IllegalArgumentException | UnsatisfiedLinkError e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }
}
