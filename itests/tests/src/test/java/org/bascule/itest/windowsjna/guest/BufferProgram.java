package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Direct buffers of the JVM, of which the DLL has copies. */
public final class BufferProgram implements Function<String, Map<String, String>> {
  /** Of the C runtime. */
  public interface Runtime extends Library {
    Pointer memcpy(Buffer to, Buffer from, int count);

    Pointer memcpy(Pointer to, Buffer from, int count);

    Pointer memset(Buffer to, int value, int count);

    Pointer memset(Pointer to, int value, int count);

    void qsort(IntBuffer numbers, int count, int width, Compared compared);

    int memcmp(Pointer one, Buffer other, int count);
  }

  public interface Compared extends Callback {
    int compare(Pointer one, Pointer other);
  }

  private final Map<String, String> told = new TreeMap<>();

  @Override
  public Map<String, String> apply(String library) {
    Runtime runtime = Native.load(library, Runtime.class);
    views(runtime);
    sorted(runtime);
    addresses(runtime);
    return told;
  }

  private static ByteBuffer bytes(int count) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(count).order(ByteOrder.nativeOrder());
    for (int i = 0; i < count; i++) {
      buffer.put(i, (byte) i);
    }
    return buffer;
  }

  private static String text(ByteBuffer buffer) {
    List<Byte> all = new ArrayList<>();
    for (int i = 0; i < buffer.capacity(); i++) {
      all.add(buffer.get(i));
    }
    return "" + all;
  }

  private void views(Runtime runtime) {
    ByteBuffer whole = bytes(6);
    runtime.memcpy(whole.slice(3, 3), whole, 2);
    told.put("slices", text(whole));
    ByteBuffer again = bytes(4);
    runtime.memcpy(again.duplicate().position(2), again, 2);
    told.put("position", text(again));
    ByteBuffer source = bytes(3);
    runtime.memset(source.asReadOnlyBuffer(), 9, 3);
    told.put("read-only", text(source));
    IntBuffer other = ByteBuffer.allocateDirect(8).order(ByteOrder.BIG_ENDIAN).asIntBuffer();
    runtime.memset(other, 1, 5);
    told.put("other order", Integer.toHexString(other.get(0)) + " " + other.get(1));
  }

  /** Java looks at the buffer while the DLL sorts it. */
  private void sorted(Runtime runtime) {
    IntBuffer numbers = bytes(16).asIntBuffer().put(new int[] {4, 3, 2, 1}).flip();
    List<Boolean> found = new ArrayList<>();
    runtime.qsort(
        numbers,
        4,
        4,
        (one, other) -> {
          boolean all = true;
          for (int value = 1; value <= 4; value++) {
            all &= holds(numbers, value);
          }
          found.add(all && numbers.get(0) != 4);
          return Integer.compare(one.getInt(0), other.getInt(0));
        });
    told.put("sorted", numbers.get(0) + " " + numbers.get(3));
    told.put("seen in callbacks", "" + found.contains(true));
  }

  private static boolean holds(IntBuffer numbers, int value) {
    for (int i = 0; i < numbers.capacity(); i++) {
      if (numbers.get(i) == value) {
        return true;
      }
    }
    return false;
  }

  private void addresses(Runtime runtime) {
    ByteBuffer buffer = bytes(4);
    Pointer address = Native.getDirectBufferPointer(buffer);
    runtime.memset(address, 7, 2);
    told.put("by its address", text(buffer));
    buffer.put(3, (byte) 5);
    told.put("written since", "" + runtime.memcmp(address, bytes(4).put(0, buffer, 0, 4), 4));
    runtime.memcpy(address, buffer.slice(2, 2), 2);
    told.put("both ways of passing", text(buffer));
  }
}
