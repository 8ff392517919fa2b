package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.Union;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Memory in which DLLs keep what they need from one call to the next, or fill later. */
public final class LastingProgram implements Function<String, Map<String, String>> {
  /** zlib, whose stream points to itself and to the program's buffers. */
  public interface Zlib extends Library {
    String zlibVersion();

    int deflateInit_(Stream stream, int level, String version, int size);

    int deflate(Stream stream, int flush);

    int deflateEnd(Stream stream);
  }

  @FieldOrder({
    "next_in",
    "avail_in",
    "total_in",
    "next_out",
    "avail_out",
    "total_out",
    "msg",
    "state",
    "zalloc",
    "zfree",
    "opaque",
    "data_type",
    "adler",
    "reserved"
  })
  public static class Stream extends Structure {
    public Pointer next_in;
    public int avail_in;
    public NativeLong total_in;
    public Pointer next_out;
    public int avail_out;
    public NativeLong total_out;
    public Pointer msg;
    public Pointer state;
    public Pointer zalloc;
    public Pointer zfree;
    public Pointer opaque;
    public int data_type;
    public NativeLong adler;
    public NativeLong reserved;
  }

  /** Of shapes.dll. */
  public interface Shapes extends Library {
    Pointer pass_on(Pointer pointer);

    int read_int_behind(PointerByReference value);

    int sum_behind(Pointer[] list);

    int bump_held(Held held);

    double show_value(Look look, double real);
  }

  /** Says what it is when it is read. */
  public static class Loose extends Union {
    public int number;
    public double real;

    @Override
    public void read() {
      setType(double.class);
      super.read();
    }

    public static class ByValue extends Loose implements Structure.ByValue {}
  }

  /** Gets a union by value. */
  public interface Look extends Callback {
    double look(Loose.ByValue value);
  }

  /** A buffer of the JVM's as a field. */
  @FieldOrder("value")
  public static class Held extends Structure {
    public ByteBuffer value;
  }

  @Override
  public Map<String, String> apply(String libraries) {
    String[] names = libraries.split(" ");
    Map<String, String> told = new TreeMap<>();
    stream(Native.load(names[0], Zlib.class), told);
    pointers(Native.load(names[1], Shapes.class), told);
    overlapped(names[1], told);
    return told;
  }

  private static void stream(Zlib zlib, Map<String, String> told) {
    String text = "over and over ".repeat(500);
    Memory input = new Memory(text.length());
    input.write(0, text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
    Memory output = new Memory(16);
    Stream stream = new Stream();
    told.put("begun", "" + zlib.deflateInit_(stream, 6, zlib.zlibVersion(), stream.size()));
    stream.next_in = input;
    stream.avail_in = text.length();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int outcome = 0;
    while (outcome == 0) {
      stream.next_out = output;
      stream.avail_out = 16;
      outcome = zlib.deflate(stream, 4);
      all.writeBytes(output.getByteArray(0, 16 - stream.avail_out));
    }
    told.put("ended", outcome + " " + zlib.deflateEnd(stream));
    told.put("inflated", "" + text.equals(inflated(all.toByteArray(), text.length())));
  }

  private static String inflated(byte[] deflated, int length) {
    Inflater inflater = new Inflater();
    inflater.setInput(deflated);
    byte[] plain = new byte[length];
    try {
      int count = inflater.inflate(plain);
      return new String(plain, 0, count, StandardCharsets.US_ASCII);
    } catch (DataFormatException e) {
      return e.getMessage();
    } finally {
      inflater.end();
    }
  }

  private static void pointers(Shapes shapes, Map<String, String> told) {
    Memory block = new Memory(32);
    block.setInt(8, 5);
    told.put("identity", "" + shapes.pass_on(block.share(8)).equals(block.share(8)));
    told.put("behind", "" + shapes.read_int_behind(new PointerByReference(block.share(8))));
    told.put("list", shapes.sum_behind(new Pointer[] {block.share(8), block.share(8)}) + "");
    told.put("changed", "" + block.getInt(8));
    told.put("union by value", "" + shapes.show_value(value -> 2 * value.real, 1.25));
    Held held = new Held();
    held.value = ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder());
    held.value.putInt(0, 41);
    told.put("buffer as field", shapes.bump_held(held) + " " + held.value.getInt(0));
  }

  private static void overlapped(String file, Map<String, String> told) {
    Kernel32 kernel = Kernel32.INSTANCE;
    WinNT.HANDLE opened =
        kernel.CreateFile(
            "Z:" + file.replace('/', '\\'),
            WinNT.GENERIC_READ,
            WinNT.FILE_SHARE_READ,
            null,
            WinNT.OPEN_EXISTING,
            WinNT.FILE_FLAG_OVERLAPPED,
            null);
    WinBase.OVERLAPPED read = new WinBase.OVERLAPPED();
    read.hEvent = kernel.CreateEvent(null, true, false, null);
    read.write();
    Memory into = new Memory(3);
    into.clear();
    com.sun.jna.Function function = NativeLibrary.getInstance("kernel32").getFunction("ReadFile");
    function.invokeInt(new Object[] {opened.getPointer(), into, 2, null, read.getPointer()});
    kernel.WaitForSingleObject(read.hEvent, 10_000);
    IntByReference count = new IntByReference();
    NativeLibrary.getInstance("kernel32")
        .getFunction("GetOverlappedResult")
        .invokeInt(new Object[] {opened.getPointer(), read.getPointer(), count.getPointer(), 1});
    told.put("read later", count.getValue() + " " + into.getString(0));
    kernel.CloseHandle(read.hEvent);
    kernel.CloseHandle(opened);
  }
}
