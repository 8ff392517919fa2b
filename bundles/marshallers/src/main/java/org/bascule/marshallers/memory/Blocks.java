package org.bascule.marshallers.memory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.bascule.spi.Abi;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.HeapMemory;

/**
 * Blocks of the DLL's memory that were read during one call. Each is read in one access and, when a
 * callback has changed something in it, written in one: such memory may be far away. What the
 * callback has not changed is not written: it may be read-only, or the DLL's own turn.
 */
public final class Blocks {
  private final Map<Block, byte[]> read = new HashMap<>();
  private final Map<Long, Long> rooms = new HashMap<>();

  private record Block(long address, long size) {}

  private Blocks() {}

  /** A copy of the block, at the same address. */
  public static WindowsMemory copy(WindowsMemory there, Abi abi) {
    return HeapMemory.wrap(abi, there.address(), bytes(there));
  }

  /** The same, remembered as what was there before a callback. */
  public static WindowsMemory read(WindowsMemory there, Abi abi, Sections sections) {
    byte[] bytes = bytes(there);
    of(sections).read.put(block(there), bytes);
    return HeapMemory.wrap(abi, there.address(), bytes.clone());
  }

  /**
   * Changes the block.
   *
   * @param change of a copy of what was there before the callback
   */
  public static void change(
      WindowsMemory there, Abi abi, Sections sections, Consumer<WindowsMemory> change) {
    byte[] known = of(sections).read.get(block(there));
    byte[] before = known == null ? bytes(there) : known;
    byte[] after = before.clone();
    change.accept(HeapMemory.wrap(abi, there.address(), after));
    int first = Arrays.mismatch(before, after);
    if (first < 0) {
      return;
    }
    int end = after.length;
    while (before[end - 1] == after[end - 1]) {
      end--;
    }
    there.putBytes(first, after, first, end - first);
    of(sections).read.replace(block(there), after);
  }

  /** Remembers how much memory of the DLL's begins at this address. */
  public static void noteRoom(long address, long bytes, Sections sections) {
    of(sections).rooms.merge(address, bytes, Math::max);
  }

  /** How many bytes are known to begin at this address; 0 if nothing is known of it. */
  public static long room(long address, Sections sections) {
    return of(sections).rooms.getOrDefault(address, 0L);
  }

  private static Blocks of(Sections sections) {
    return sections.notes(Blocks.class, Blocks::new);
  }

  private static Block block(WindowsMemory memory) {
    return new Block(memory.address(), memory.size());
  }

  private static byte[] bytes(WindowsMemory memory) {
    byte[] bytes = new byte[Math.toIntExact(memory.size())];
    memory.getBytes(0, bytes, 0, bytes.length);
    return bytes;
  }
}
