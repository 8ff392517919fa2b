package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.Union;
import com.sun.jna.WString;
import com.sun.jna.ptr.DoubleByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Calls each shape of function once, and tells what came of it. The same on Linux and Windows. */
public final class PortableProgram implements Function<String, Map<String, String>> {
  /** The portable half of demo.dll, which Linux has too. */
  public interface Demo extends Library {
    int add(int a, int b);

    float simplefunc(float a, float b);

    byte echo_int8(byte value);

    short echo_int16(short value);

    int echo_int32(int value);

    long echo_int64(long value);

    float echo_float(float value);

    double echo_double(double value);

    String echo_chars(String text);

    WString echo_wide(WString text);

    String text_null();

    int is_null(Pointer pointer);

    void add_int(int a, int b, IntByReference sum);

    void sub_int(Subtraction values);

    double distance(Point one, Point other);

    DoubleByReference distance_pointer(Point one, Point other);

    Vector vector4_add(Vector one, Vector other);

    Small.ByValue echo_bytes3(Small.ByValue value);

    Shorts.ByValue echo_bytes4(Shorts.ByValue value);

    Floats.ByValue echo_bytes8(Floats.ByValue value);

    Large.ByValue echo_bytes24(Large.ByValue value);

    Line.ByValue turn_line(Line.ByValue line);

    void negate_number(Tagged number);

    void bubblesort(float[] numbers, int count);

    void scale_floats(FloatBuffer numbers, SizeT count, float by);

    int divisors(int of, Pointer into, int capacity);

    Pointer make_squares(int count);

    void make_squares_out(int count, PointerByReference numbers);

    void free_numbers(Pointer numbers);

    short sum_elements_from_callback(short count, Belt belt);

    short sum_elements_from_callback_in_struct(BeltData data);

    short use_optional_callback(short value, Belt belt);

    Node reverse_list(Node list);
  }

  /** A function of the DLL's that asks for an element. */
  public interface Belt extends Callback {
    short get(short index);
  }

  public static class SizeT extends com.sun.jna.IntegerType {
    private static final long serialVersionUID = 1;

    public SizeT() {
      this(0);
    }

    public SizeT(long value) {
      super(Native.SIZE_T_SIZE, value, true);
    }
  }

  @FieldOrder({"a", "b", "diff"})
  public static class Subtraction extends Structure {
    public int a;
    public int b;
    public int diff;
  }

  @FieldOrder({"x", "y"})
  public static class Point extends Structure {
    public double x;
    public double y;

    public Point() {}

    Point(double x, double y) {
      this.x = x;
      this.y = y;
    }
  }

  @FieldOrder({"x", "y", "z", "u"})
  public static class Vector extends Structure {
    public short x;
    public short y;
    public short z;
    public short u;

    public Vector() {}

    Vector(int all) {
      x = y = z = u = (short) all;
    }
  }

  @FieldOrder({"a", "b", "c"})
  public static class Small extends Structure {
    public byte a;
    public byte b;
    public byte c;

    public static class ByValue extends Small implements Structure.ByValue {}
  }

  @FieldOrder({"a", "b"})
  public static class Shorts extends Structure {
    public short a;
    public short b;

    public static class ByValue extends Shorts implements Structure.ByValue {}
  }

  @FieldOrder({"a", "b"})
  public static class Floats extends Structure {
    public float a;
    public float b;

    public static class ByValue extends Floats implements Structure.ByValue {}
  }

  @FieldOrder({"a", "b", "c"})
  public static class Large extends Structure {
    public double a;
    public double b;
    public double c;

    public static class ByValue extends Large implements Structure.ByValue {}
  }

  @FieldOrder({"from", "to", "label"})
  public static class Line extends Structure {
    public Point from;
    public Point to;
    public int label;

    public static class ByValue extends Line implements Structure.ByValue {}
  }

  public static class Number extends Union {
    public int whole;
    public float real;
    public byte[] bytes = new byte[4];
  }

  @FieldOrder({"kind", "value"})
  public static class Tagged extends Structure {
    public int kind;
    public Number value;
  }

  @FieldOrder({"len", "get_data"})
  public static class BeltData extends Structure {
    public short len;
    public Belt get_data;
  }

  @FieldOrder({"value", "next"})
  public static class Node extends Structure {
    public int value;
    public ByReference next;

    public static class ByReference extends Node implements Structure.ByReference {}
  }

  @Override
  public Map<String, String> apply(String library) {
    Demo demo = Native.load(library, Demo.class);
    Map<String, String> told = new TreeMap<>();
    scalars(demo, told);
    text(demo, told);
    structures(demo, told);
    memory(demo, told);
    callbacks(demo, told);
    return told;
  }

  private static void scalars(Demo demo, Map<String, String> told) {
    told.put("add", "" + demo.add(40, 2));
    told.put("float", "" + demo.simplefunc(3, 2) + " " + demo.echo_float(-0.5f));
    told.put("double", "" + demo.echo_double(Math.PI));
    told.put("small", demo.echo_int8((byte) -3) + " " + demo.echo_int16((short) -300));
    told.put("large", demo.echo_int32(Integer.MIN_VALUE) + " " + demo.echo_int64(Long.MIN_VALUE));
    IntByReference sum = new IntByReference();
    demo.add_int(3, 4, sum);
    told.put("by reference", "" + sum.getValue());
    told.put("null", demo.is_null(null) + " " + demo.is_null(new Memory(1)));
  }

  private static void text(Demo demo, Map<String, String> told) {
    told.put("text", demo.echo_chars("Zugbr\u00fccke"));
    told.put("wide text", demo.echo_wide(new WString("\u20ac 5")).toString());
    told.put("no text", "" + demo.text_null());
  }

  private static void structures(Demo demo, Map<String, String> told) {
    Subtraction subtraction = new Subtraction();
    subtraction.a = 7;
    subtraction.b = 9;
    demo.sub_int(subtraction);
    told.put("struct", "" + subtraction.diff);
    Point origin = new Point(0, 0);
    Point point = new Point(3, 4);
    told.put(
        "structs",
        demo.distance(origin, point) + " " + demo.distance_pointer(origin, point).getValue());
    Vector sum = demo.vector4_add(new Vector(1), new Vector(2));
    told.put("struct result", sum.x + " " + sum.u);
    Small.ByValue small = new Small.ByValue();
    small.c = 5;
    Large.ByValue large = new Large.ByValue();
    large.b = 1.25;
    Shorts.ByValue shorts = new Shorts.ByValue();
    shorts.b = -7;
    Floats.ByValue floats = new Floats.ByValue();
    floats.b = 0.5f;
    told.put("in slots", demo.echo_bytes4(shorts).b + " " + demo.echo_bytes8(floats).b);
    told.put("by value", demo.echo_bytes3(small).c + " " + demo.echo_bytes24(large).b);
    Line.ByValue line = new Line.ByValue();
    line.to.y = 2;
    line.label = 8;
    Line.ByValue turned = demo.turn_line(line);
    told.put("nested", turned.from.y + " " + turned.to.y + " " + turned.label);
    Tagged tagged = new Tagged();
    tagged.kind = 1;
    tagged.value.setType(float.class);
    tagged.value.real = 2.5f;
    demo.negate_number(tagged);
    told.put("union", "" + tagged.value.readField("real"));
    Node.ByReference second = new Node.ByReference();
    second.value = 2;
    Node first = new Node();
    first.value = 1;
    first.next = second;
    Node head = demo.reverse_list(first);
    told.put("list", head.value + " " + head.next.value + " " + head.next.next);
    told.put("same address", "" + head.getPointer().equals(second.getPointer()));
  }

  private static void memory(Demo demo, Map<String, String> told) {
    float[] numbers = {3, 1, 2};
    demo.bubblesort(numbers, numbers.length);
    told.put("array", Arrays.toString(numbers));
    ByteBuffer direct = ByteBuffer.allocateDirect(12).order(ByteOrder.nativeOrder());
    FloatBuffer floats = direct.asFloatBuffer();
    floats.put(new float[] {1, 2, 3}).position(1);
    demo.scale_floats(floats, new SizeT(2), 10);
    told.put("direct buffer", floats.get(0) + " " + floats.get(1) + " " + floats.get(2));
    FloatBuffer heap = FloatBuffer.wrap(new float[] {1, 2, 3}, 1, 2);
    demo.scale_floats(heap, new SizeT(2), 10);
    told.put("heap buffer", Arrays.toString(heap.array()));
    Memory into = new Memory(16);
    int count = demo.divisors(12, into.share(4), 3);
    told.put("memory", count + " " + Arrays.toString(into.getIntArray(4, 3)));
    Pointer squares = demo.make_squares(3);
    told.put("its memory", Arrays.toString(squares.getIntArray(0, 3)));
    squares.setInt(4, 77);
    told.put("changed there", "" + squares.share(4).getInt(0));
    demo.free_numbers(squares);
    PointerByReference out = new PointerByReference();
    demo.make_squares_out(4, out);
    told.put("pointer out", "" + out.getValue().getInt(12));
    demo.free_numbers(out.getValue());
  }

  private static void callbacks(Demo demo, Map<String, String> told) {
    Belt belt = index -> (short) (10 * index);
    told.put("callback", "" + demo.sum_elements_from_callback((short) 4, belt));
    told.put("no callback", "" + demo.use_optional_callback((short) 4, null));
    BeltData data = new BeltData();
    data.len = 3;
    data.get_data = belt;
    told.put("callback in struct", "" + demo.sum_elements_from_callback_in_struct(data));
  }
}
