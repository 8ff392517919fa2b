package org.bascule.jna.structure;

import com.sun.jna.Callback;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.Union;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.WinDef;

/** Structures for tests. */
public final class Samples {
  private Samples() {}

  @FieldOrder({"x", "y"})
  public static class Point extends Structure {
    public short x;
    public int y;

    public static class ByValue extends Point implements Structure.ByValue {}

    public static class ByReference extends Point implements Structure.ByReference {}
  }

  @FieldOrder({"b", "c", "flag", "l", "f", "d", "size", "name", "wide", "where"})
  public static class Scalars extends Structure {
    public byte b;
    public char c;
    public boolean flag;
    public NativeLong l;
    public float f;
    public double d;
    public WinDef.LPARAM size;
    public String name;
    public WString wide;
    public Pointer where;
  }

  @FieldOrder({"id", "from", "to", "path"})
  public static class Line extends Structure {
    public byte id;
    public Point from;
    public Point.ByReference to;
    public Point[] path = new Point[2];
  }

  @FieldOrder({"value", "next"})
  public static class Node extends Structure {
    public int value;
    public Node.ByReference next;

    public static class ByReference extends Node implements Structure.ByReference {}
  }

  @FieldOrder({"count", "items"})
  public static class Tail extends Structure {
    public short count;
    public double[] items;

    public Tail() {
      this(1);
    }

    public Tail(int count) {
      items = new double[count];
      this.count = (short) count;
    }
  }

  public static class Either extends Union {
    public int number;
    public double real;
    public Point point;
    public String text;
  }

  @FieldOrder({"kind", "either"})
  public static class Tagged extends Structure {
    public int kind;
    public Either either;
  }

  @FieldOrder({"sent", "set", "kept"})
  public static class Special extends Structure {
    public int sent = 1;
    public volatile int set = 2;
    public final int kept;

    public Special() {
      kept = 3;
    }
  }

  @FieldOrder({"a", "b"})
  public static class Packed extends Structure {
    public byte a;
    public long b;

    public Packed() {
      super(ALIGN_NONE);
    }
  }

  @FieldOrder({"proc"})
  public static class WithCallback extends Structure {
    public Callback proc;
  }

  @FieldOrder({"words", "handles", "pointers"})
  public static class Arrays extends Structure {
    public char[] words = new char[3];
    public WinDef.DWORD[] handles = new WinDef.DWORD[2];
    public Pointer[] pointers = new Pointer[2];
  }

  @FieldOrder({"flags"})
  public static class Flags extends Structure {
    public boolean[] flags = new boolean[2];
  }
}
