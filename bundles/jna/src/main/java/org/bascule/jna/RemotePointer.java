package org.bascule.jna;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;

/**
 * A {@link Pointer} into the host. Every accessor goes through the host's memory, with Windows'
 * widths; nothing is ever read or written at that address in this JVM. Used by any thread.
 */
class RemotePointer extends RemoteTexts {
  private static final int CHUNK = 4096;
  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  RemotePointer(HostView memory, long address) {
    super(memory, address);
  }

  @Override
  public Pointer share(long offset, long size) {
    return offset == 0 ? this : new RemotePointer(memory, peer + offset);
  }

  @Override
  public ByteBuffer getByteBuffer(long offset, long length) {
    throw new BasculeException(
        new Diagnosis(
            ErrorCode.MEMORY_FAULT,
            "make a ByteBuffer of host memory at 0x" + Long.toHexString(peer + offset),
            "",
            "a copy, since that memory is another process's",
            "getByteBuffer(" + offset + ", " + length + ")",
            "use getByteArray or read, and write to bring changes back; programs that need such a"
                + " buffer run in the Windows world: ./bascule java, or WindowsWorld.loader"));
  }

  /**
   * JNA asks for it when it makes a {@link Function} of a pointer, which would jump to that address
   * in this JVM.
   */
  @Override
  public String toString() {
    if (WALKER.getCallerClass() == Function.class) {
      throw new BasculeException(
          new Diagnosis(
              ErrorCode.MEMORY_FAULT,
              "make a function of JNA's of 0x" + Long.toHexString(peer),
              "",
              "an address in this JVM, since JNA would jump there",
              "an address in " + memory.memory().get().name(),
              "use session.functionAt(address, type) with the callback's interface; programs that"
                  + " follow pointers themselves run in the Windows world: ./bascule java, or"
                  + " WindowsWorld.loader"));
    }
    return super.toString();
  }

  @Override
  public void setMemory(long offset, long length, byte value) {
    byte[] chunk = new byte[(int) Math.min(CHUNK, length)];
    Arrays.fill(chunk, value);
    for (long done = 0; done < length; done += chunk.length) {
      int size = (int) Math.min(chunk.length, length - done);
      memory.view(peer + offset + done, size).putBytes(0, chunk, 0, size);
    }
  }

  /** Reads up to the end of a page at a time: the next one may not be there. */
  @Override
  public long indexOf(long offset, byte value) {
    long at = peer + offset;
    while (true) {
      byte[] chunk = memory.bytes(at, (int) (CHUNK - (at & CHUNK - 1)));
      for (int i = 0; i < chunk.length; i++) {
        if (chunk[i] == value) {
          return at + i - peer - offset;
        }
      }
      at += chunk.length;
    }
  }

  @Override
  public String dump(long offset, int size) {
    if (size == 0) {
      return "memory dump";
    }
    try (Memory copy = new Memory(size)) {
      copy.write(0, memory.bytes(peer + offset, size), 0, size);
      return copy.dump(0, size);
    }
  }
}
