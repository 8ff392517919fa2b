package org.bascule.itest.memsync;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.Union;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import org.bascule.annotation.Memsync;

/**
 * The portable half of demo.dll as a user of JNA writes it down; the annotations say nothing to
 * JNA.
 */
public interface JnaDemo extends Library {
  void add_int(int a, int b, IntByReference sum);

  int divide_int32(int a, int b, IntByReference remainder);

  long divide_int64(long a, long b, LongByReference remainder);

  void bubblesort(@Memsync(length = "arg1") float[] a, int n);

  void bubblesort_struct(Sortable data);

  double average(@Memsync(length = "arg1") double[] a, int n);

  void sub_int(Subtraction values);

  double distance(Point p1, Point p2);

  Pointer distance_pointer(Point p1, Point p2);

  Vector4 vector4_add(Vector4 v1, Vector4 v2);

  int sum_list(Node list);

  void increase_list(Node list);

  Bytes1.ByValue echo_bytes1(Bytes1.ByValue value);

  Bytes8.ByValue echo_bytes8(Bytes8.ByValue value);

  Bytes12.ByValue echo_bytes12(Bytes12.ByValue value);

  Bytes24.ByValue echo_bytes24(Bytes24.ByValue value);

  void negate_number(Tagged number);

  double packed_value(PackedValue data);

  void replace_letter(byte[] text, byte old, byte replacement);

  void replace_in_list(String[] texts, byte old, byte replacement);

  void square_int_array(short[] in, PointerByReference out, short len);

  void square_int_array_with_struct(IntArray in, IntArray out);

  IntArray fibonacci_sequence(short len);

  void free_memory(Pointer memory);

  int divisors(int of, int[] into, int capacity);

  void limit_image(
      int width, int height, @Memsync(length = "arg0 * arg1") float[] data, float limit);

  double double_rows(Row[] rows, int count);

  String echo_chars(String text);

  /** {@code struct { float *a; int n; }}. */
  @FieldOrder({"a", "n"})
  class Sortable extends Structure {
    public Pointer a;
    public int n;
  }

  /** {@code struct { int a, b, diff; }}. */
  @FieldOrder({"a", "b", "diff"})
  class Subtraction extends Structure {
    public int a;
    public int b;
    public int diff;
  }

  /** {@code struct { double x, y; }}. */
  @FieldOrder({"x", "y"})
  class Point extends Structure {
    public double x;
    public double y;
  }

  /** {@code struct { int16_t x, y, z, u; }}. */
  @FieldOrder({"x", "y", "z", "u"})
  class Vector4 extends Structure {
    public short x;
    public short y;
    public short z;
    public short u;
  }

  /** {@code struct node { int value; struct node *next; }}. */
  @FieldOrder({"value", "next"})
  class Node extends Structure {
    /** Behind a pointer. */
    public static class ByReference extends Node implements Structure.ByReference {}

    public int value;
    public ByReference next;
  }

  /** {@code struct { int8_t a; }}. */
  @FieldOrder("a")
  class Bytes1 extends Structure {
    /** In a register. */
    public static class ByValue extends Bytes1 implements Structure.ByValue {}

    public byte a;
  }

  /** {@code struct { float a, b; }}. */
  @FieldOrder({"a", "b"})
  class Bytes8 extends Structure {
    /** In a register. */
    public static class ByValue extends Bytes8 implements Structure.ByValue {}

    public float a;
    public float b;
  }

  /** {@code struct { int32_t a, b, c; }}. */
  @FieldOrder({"a", "b", "c"})
  class Bytes12 extends Structure {
    /** Through memory. */
    public static class ByValue extends Bytes12 implements Structure.ByValue {}

    public int a;
    public int b;
    public int c;
  }

  /** {@code struct { double a, b, c; }}. */
  @FieldOrder({"a", "b", "c"})
  class Bytes24 extends Structure {
    /** Through memory. */
    public static class ByValue extends Bytes24 implements Structure.ByValue {}

    public double a;
    public double b;
    public double c;
  }

  /** {@code union { int32_t whole; float real; uint8_t bytes[4]; }}. */
  class AnyNumber extends Union {
    public int whole;
    public float real;
    public byte[] bytes = new byte[4];
  }

  /** {@code struct { int kind; union … value; }}. */
  @FieldOrder({"kind", "value"})
  class Tagged extends Structure {
    public int kind;
    public AnyNumber value;
  }

  /** {@code #pragma pack(1) struct { char tag; double value; }}. */
  @FieldOrder({"tag", "value"})
  class PackedValue extends Structure {
    /** Without padding. */
    public PackedValue() {
      super(ALIGN_NONE);
    }

    public byte tag;
    public double value;
  }

  /** {@code struct { int16_t *data; int16_t len; }}. */
  @FieldOrder({"data", "len"})
  class IntArray extends Structure {
    public Pointer data;
    public short len;
  }

  /** {@code struct { double *values; int count; const char *name; }}. */
  @FieldOrder({"values", "count", "name"})
  class Row extends Structure {
    public Pointer values;
    public int count;
    public String name;
  }
}
