package org.bascule.jna;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Optional;
import org.bascule.spi.Home;
import org.bascule.spi.HostMemory;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * {@link Memory} of this JVM in the host. All of one lies in one {@link Home}, whatever views of it
 * are passed: so a pointer that the DLL keeps stays good while Java refers to the memory, and one
 * that it leaves anywhere means that memory again.
 */
public final class HomeMemory {
  /** As malloc of Windows on x64: whatever lies in the memory may count on it. */
  public static final int ALIGNMENT = 16;

  private static final int CHUNK = 1 << 16;

  private HomeMemory() {}

  /**
   * The part of the home that belongs to these bytes.
   *
   * @param exact whether the DLL may not even write up to the next multiple of 16
   */
  public static WindowsMemory part(Memory view, long size, boolean exact, Sections call) {
    Memory whole = MemoryViews.whole(view);
    WindowsMemory home =
        exact
            ? call.home(whole, whole.size(), ALIGNMENT)
            : RoundedSections.home(call, whole, whole.size(), ALIGNMENT);
    return home.slice(MemoryViews.offset(view, whole), size);
  }

  /**
   * Whether a call around this one, on the same thread, has some of these bytes: then what the DLL
   * has there is newer than what Java has.
   */
  public static boolean isOut(Memory view, Sections call) {
    for (Optional<Sections> outer = call.outer(); outer.isPresent(); outer = outer.get().outer()) {
      for (Object object : CallNotes.of(outer.get()).objects()) {
        if (object instanceof Memory other && overlap(view, other)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The memory whose home this address lies in, brought up to date; null if there is none, or a
   * call in progress has it.
   */
  public static Pointer at(long address, HostMemory host) {
    Home home = host.homeAt(address).orElse(null);
    if (home == null || home.lent() || !(home.owner() instanceof Memory memory)) {
      return null;
    }
    long offset = address - home.memory().address();
    if (Pointer.nativeValue(memory) == 0 || offset >= memory.size()) {
      return null;
    }
    receive(home.memory(), memory, memory.size());
    return offset == 0 ? memory : memory.share(offset);
  }

  /** Copies the first bytes of what lies here. */
  public static void send(Memory from, WindowsMemory to, long bytes) {
    byte[] chunk = new byte[(int) Math.min(CHUNK, bytes)];
    for (long at = 0; at < bytes; at += chunk.length) {
      int size = (int) Math.min(chunk.length, bytes - at);
      from.read(at, chunk, 0, size);
      to.putBytes(at, chunk, 0, size);
    }
  }

  /** Copies the first bytes of what the DLL has there. */
  public static void receive(WindowsMemory from, Memory to, long bytes) {
    byte[] chunk = new byte[(int) Math.min(CHUNK, bytes)];
    for (long at = 0; at < bytes; at += chunk.length) {
      int size = (int) Math.min(chunk.length, bytes - at);
      from.getBytes(at, chunk, 0, size);
      to.write(at, chunk, 0, size);
    }
  }

  private static boolean overlap(Memory one, Memory other) {
    long distance = Pointer.nativeValue(one) - Pointer.nativeValue(other);
    return distance < other.size() && -distance < one.size();
  }
}
