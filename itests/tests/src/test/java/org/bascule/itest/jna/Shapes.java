package org.bascule.itest.jna;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.Union;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/** shapes.dll, as programs written for JNA declare it. */
final class Shapes {
  private Shapes() {}

  interface Flags extends Library {
    void set_odd(boolean[] flags, int count);

    int count_set(boolean[] flags, int count);
  }

  interface Ways extends Library {
    int first_way();
  }

  @FieldOrder({"number", "weight"})
  public static class Item extends Structure {
    public int number;
    public double weight;
  }

  @FieldOrder({"number", "letter"})
  public static class NarrowItem extends Structure {
    public NativeLong number;
    public char letter;
  }

  interface VisitItems extends Callback {
    void visit(Item first, int count);
  }

  interface VisitNarrow extends Callback {
    void visit(NarrowItem first);
  }

  interface Items extends Library {
    int weigh(int count, VisitItems visit);

    void show_narrow(VisitNarrow visit);
  }

  @FieldOrder("function")
  public static class Holder extends Structure {
    public Callback function;
  }

  interface Functions extends Library {
    int run_function(Callback function, int value);

    int run_held(Holder holder, int value);
  }

  /** Made with what it holds. */
  @FieldOrder({"length", "bytes"})
  public static class Message extends Structure {
    public int length;
    public byte[] bytes;

    Message(String text) {
      bytes = Native.toByteArray(text);
      length = bytes.length;
    }
  }

  interface Messages extends Library {
    int add_bytes(Message message);
  }

  public static final class Buffer extends Memory {
    Buffer(long size) {
      super(size);
    }
  }

  public abstract static class Opaque extends PointerType {}

  interface Pointers extends Library {
    int read_int(Memory value);

    void write_int(Buffer value, int number);

    void write_eight_bytes(IntByReference value);

    PointerType pass_on(Pointer pointer);
  }

  interface AbstractResult extends Library {
    Opaque pass_on(Pointer pointer);
  }

  interface One extends Library {
    int take_long(long value);

    int first_way();
  }

  interface Other extends Library {
    int first_way();
  }

  interface Both extends One, Other {}

  /** Lies over memory that is longer than its fields. */
  @FieldOrder("length")
  public static class Header extends Structure {
    public int length;

    Header(int bytes) {
      super(new Memory(bytes));
    }
  }

  /** The same, whose bytes are taken for a pointer in Java. */
  @FieldOrder("anything")
  public static class Opaquely extends Structure {
    public Pointer anything;

    Opaquely(int bytes) {
      super(new Memory(bytes));
    }
  }

  interface Headers extends Library {
    int add_bytes(Header message);

    void fill_message(Header message, int length);
  }

  interface Opaquelies extends Library {
    int add_bytes(Opaquely message);

    void fill_message(Opaquely message, int length);
  }

  /** Chooses its type when it is read. */
  public static class Value extends Union {
    public int number;
    public double real;
    public byte[] bytes = new byte[8];
    int reads;

    @Override
    public void read() {
      reads++;
      setType("real");
      super.read();
    }
  }

  @FieldOrder({"kind", "value"})
  public static class Variant extends Structure {
    public int kind;
    public Value value;
  }

  public static class PlainValue extends Union {
    public int number;
    public double real;
  }

  @FieldOrder({"kind", "value"})
  public static class PlainVariant extends Structure {
    public int kind;
    public PlainValue value;
  }

  @FieldOrder("inner")
  public static class Inner extends Structure {
    public int inner;
    int reads;

    @Override
    public void read() {
      reads++;
      super.read();
    }
  }

  /** Of other widths than on Linux. */
  @FieldOrder({"number", "letter", "inner"})
  public static class MixedWidths extends Structure {
    public NativeLong number;
    public char letter;
    public Inner inner;
  }

  interface Reading extends Library {
    void make_real(Variant variant);

    void make_real(PlainVariant variant);

    void fill_mixed(MixedWidths mixed);
  }

  interface Loose extends Library {
    long take_int(Object value);

    long take_long(Number value);

    double take_double(Object value);

    int read_int(Object value);

    void write_int(Object value, int number);
  }

  interface Plain extends Library {
    int read_int(Pointer value);

    int read_int_behind(PointerByReference value);

    void write_int(Pointer value, int number);
  }

  /** Loads it as JNA on Linux cannot. */
  static final class Helper {
    private Helper() {}

    static <T extends Library> T load(Class<T> type) {
      return Native.load("no-such-library-of-linux", type);
    }
  }

  interface ByHelper extends Library {
    ByHelper INSTANCE = Helper.load(ByHelper.class);

    int first_way();
  }
}
