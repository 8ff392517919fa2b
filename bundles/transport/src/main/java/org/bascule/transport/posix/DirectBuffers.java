package org.bascule.transport.posix;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.Buffer;

/** Where direct buffers lie. */
public final class DirectBuffers {
  private DirectBuffers() {}

  /**
   * The address of its first byte, whatever its position.
   *
   * @throws IllegalArgumentException if it is not direct
   */
  public static long address(Buffer direct) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
  }
}
