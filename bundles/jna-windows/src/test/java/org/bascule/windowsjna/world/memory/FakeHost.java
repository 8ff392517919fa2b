package org.bascule.windowsjna.world.memory;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.bascule.bridge.raw.RawBlock;
import org.bascule.bridge.raw.RawCallback;
import org.bascule.bridge.raw.RawFunction;
import org.bascule.bridge.raw.RawHost;
import org.bascule.bridge.raw.RawShape;
import org.bascule.bridge.raw.RawTarget;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.spi.Abi;

/** A host whose blocks are buffers of this JVM, and whose other memory is one array. */
public final class FakeHost implements RawHost {
  /** The largest block that there can be. */
  public static final long MOST = 1 << 24;

  /** Where the memory begins that is no block. */
  public static final long FAR = 0x1000;

  public final byte[] far = new byte[256];
  public final List<String> asked = new ArrayList<>();
  private final Abi abi;
  private long next = 0x10_0000_0000L;

  public FakeHost(Abi abi) {
    this.abi = abi;
  }

  @Override
  public Abi abi() {
    return abi;
  }

  @Override
  public RawBlock allocate(long size) {
    asked.add("allocate " + size);
    if (size > MOST) {
      throw new BasculeException(
          new Diagnosis(ErrorCode.TOO_LARGE, "allocate", "", "at most " + MOST, "" + size, ""));
    }
    long address = next;
    next += size + 0x10_0000;
    ByteBuffer memory = ByteBuffer.allocateDirect((int) size).order(ByteOrder.LITTLE_ENDIAN);
    return new RawBlock() {
      @Override
      public long address() {
        return address;
      }

      @Override
      public ByteBuffer memory() {
        return memory;
      }

      @Override
      public void close() {
        asked.add("close " + size);
      }
    };
  }

  @Override
  public void read(long address, byte[] into, int from, int length) {
    asked.add("read " + length);
    if (address < FAR) {
      throw new BasculeException(
          new Diagnosis(ErrorCode.MEMORY_FAULT, "read", "", "", "nothing there", ""));
    }
    System.arraycopy(far, (int) (address - FAR), into, from, length);
  }

  @Override
  public void write(long address, byte[] source, int from, int length) {
    asked.add("write " + length);
    System.arraycopy(source, from, far, (int) (address - FAR), length);
  }

  @Override
  public byte[] readTerminated(long address, int unit) {
    asked.add("text");
    return new byte[] {'f', 'a', 'r'};
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public int codePage() {
    return 65001;
  }

  @Override
  public void onEnd(Runnable listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RawFunction function(RawTarget target) {
    asked.add("function " + target);
    return (slots, lastError) -> target.address();
  }

  @Override
  public long callback(RawShape shape, RawCallback callback) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void freeCallback(long address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long load(String library) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void unload(long module) {
    throw new UnsupportedOperationException();
  }

  @Override
  public OptionalLong export(long module, String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long addressOf(Buffer direct) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
  }

  @Override
  public void setLastError(int code) {
    throw new UnsupportedOperationException();
  }
}
