package org.bascule.itest.lifetime;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.ByReference;

/** An interface that stays while guests come and go. */
public interface JnaHost extends Library {
  Pointer memset(Structure anything, int value, long bytes);

  Pointer memset(ByReference anything, int value, long bytes);

  int sprintf(byte[] buffer, String format, Object... more);
}
