package org.bascule.windowsjna.world;

import com.sun.jna.Pointer;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.windowsjna.world.memory.Twins;
import org.bascule.windowsjna.world.memory.WorldMemory;

/** Native methods of JNA's about direct buffers. */
public final class BufferNatives {
  private static final WorldMemory MEMORY = World.OWN.memory;
  private static final Twins TWINS = World.OWN.twins;

  private BufferNatives() {}

  public static long _getDirectBufferPointer(Buffer buffer) {
    if (!buffer.isDirect()) {
      throw new IllegalArgumentException("Non-direct Buffer is not supported");
    }
    return TWINS.address(buffer);
  }

  public static ByteBuffer getDirectByteBuffer(
      Pointer pointer, long base, long offset, long length) {
    ByteBuffer shared = MEMORY.shared(base + offset, length);
    if (shared == null) {
      throw new UnsupportedOperationException(
          new Diagnosis(
                  ErrorCode.UNSUPPORTED_SIGNATURE,
                  "lay a direct buffer over memory",
                  "%d bytes at 0x%x".formatted(length, base + offset),
                  "memory that Java has allocated by JNA",
                  "memory of the DLL's process alone, which this JVM cannot see",
                  "copy it by getByteArray, or have the DLL write to a Memory")
              .message());
    }
    return shared;
  }
}
