package org.bascule.spi.kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.spi.Abi;
import org.bascule.spi.Home;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.HeapMemory;

/**
 * The sections of one call in a Java array: a small arena with guard bytes around every section.
 * Its addresses are such that a cut or sign-extended pointer does not get away with it: above 4 GiB
 * on x64, above 2 GiB on x86. Not thread-safe.
 */
public final class HeapSections implements Sections {
  private static final int ARENA = 1 << 18;
  private static final int GUARD = 16;
  private static final byte UNUSED = (byte) 0xFD;
  private static final byte FRESH = (byte) 0xCD;
  private static final int LARGEST_ALIGNMENT = 4096;

  private final HeapMemory arena;
  private final List<Section> sections = new ArrayList<>();
  private List<WindowsMemory> arguments = List.of();
  private WindowsMemory result;
  private final List<String> released = new ArrayList<>();
  private final Map<Class<?>, Object> notes = new HashMap<>();
  private final Map<Object, WindowsMemory> homes = new IdentityHashMap<>();
  private int end;

  private record Section(int start, int size) {}

  /** No sections yet. */
  public HeapSections(Abi abi) {
    long base = abi == Abi.X64 ? 0x7F12_3456_0000L : 0x9AB0_0000L;
    arena = HeapMemory.allocate(abi, base, ARENA).fill(UNUSED);
  }

  /** The bytes of a new section are {@code 0xCD}, so that whoever counts on zeros is found out. */
  @Override
  public WindowsMemory allocate(long size, int alignment) {
    if (Integer.bitCount(alignment) != 1
        || alignment < 1
        || alignment > LARGEST_ALIGNMENT
        || size < 0) {
      throw new IllegalArgumentException(
          "a section of " + size + " bytes cannot be aligned to " + alignment);
    }
    int start = (end + GUARD + alignment - 1) & -alignment;
    if (size > ARENA - GUARD - start) {
      throw fault(
          ErrorCode.TOO_LARGE,
          "allocate a section of " + size + " bytes",
          "at most " + Math.max(0, ARENA - GUARD - start) + " bytes",
          size + " bytes",
          "use smaller values in tests on the kit");
    }
    sections.add(new Section(start, (int) size));
    end = start + (int) size;
    return arena.slice(start, size).fill(FRESH);
  }

  @Override
  public WindowsMemory home(Object owner, long size, int alignment) {
    WindowsMemory known = homes.get(owner);
    if (known == null || known.size() < size) {
      known = allocate(size, alignment);
      homes.put(owner, known);
    }
    return known.slice(0, size);
  }

  @Override
  public Optional<Home> homeAt(long address) {
    return homes.entrySet().stream()
        .filter(home -> address >= home.getValue().address())
        .filter(home -> address < home.getValue().address() + home.getValue().size())
        .map(home -> new Home(home.getKey(), home.getValue(), false))
        .findFirst();
  }

  @Override
  public WindowsMemory view(long address, long size) {
    long offset = address - arena.address();
    if (offset < 0 || size < 0 || offset > ARENA - size) {
      throw fault(
          ErrorCode.MEMORY_FAULT,
          "access " + size + " bytes at " + hex(address),
          "memory of the kit's arena, from " + hex(arena.address()),
          "no memory there",
          "pass on the address that a section has");
    }
    return arena.slice(offset, size);
  }

  @Override
  public byte[] readTerminated(long address, int unit) {
    long length = 0;
    while (!isZero(address + length, unit)) {
      length += unit;
    }
    byte[] bytes = new byte[(int) length];
    view(address, length).getBytes(0, bytes, 0, bytes.length);
    return bytes;
  }

  @Override
  public WindowsMemory argument(int index) {
    return arguments.get(index);
  }

  @Override
  public WindowsMemory result() {
    return result;
  }

  @Override
  public <T> T notes(Class<T> type, Supplier<T> empty) {
    return type.cast(notes.computeIfAbsent(type, t -> empty.get()));
  }

  /** What {@link #argument} gives. */
  public HeapSections withArguments(WindowsMemory... memories) {
    arguments = List.of(memories);
    return this;
  }

  /** What {@link #result} gives. */
  public HeapSections withResult(WindowsMemory memory) {
    result = memory;
    return this;
  }

  @Override
  public void release(long address, String function) {
    if (address != 0) {
      released.add(function + "(" + hex(address) + ")");
    }
  }

  /** What was released, as {@code function(0xaddress)}. */
  public List<String> released() {
    return List.copyOf(released);
  }

  /** How many sections were taken. */
  public int count() {
    return sections.size();
  }

  /** The section taken as number {@code index}, from 0. */
  public HeapMemory section(int index) {
    Section section = sections.get(index);
    return arena.slice(section.start, section.size);
  }

  /**
   * Looks at every byte outside of the sections.
   *
   * @throws AssertionError if one was written
   */
  public void checkGuards() {
    byte[] bytes = arena.toBytes();
    for (Section section : sections) {
      Arrays.fill(bytes, section.start, section.start + section.size, UNUSED);
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != UNUSED) {
        throw new AssertionError(
            "a byte outside of every section was written, at " + hex(arena.address() + i));
      }
    }
  }

  private boolean isZero(long address, int unit) {
    WindowsMemory view = view(address, unit);
    for (int i = 0; i < unit; i++) {
      if (view.getByte(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static String hex(long address) {
    return "0x" + Long.toHexString(address);
  }

  private static BasculeException fault(
      ErrorCode code, String operation, String expected, String actual, String remedy) {
    return new BasculeException(new Diagnosis(code, operation, "", expected, actual, remedy));
  }
}
