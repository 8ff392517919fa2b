package org.bascule.jna.memory;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.bascule.jna.CallNotes;
import org.bascule.spi.WindowsMemory;

/** Finds memory that is a view into other memory of the same call: both have the same bytes. */
final class SharedBlocks {
  private SharedBlocks() {}

  /** Where these bytes are already; null if they have not been written. */
  static Long address(Memory view, long size, CallNotes notes) {
    long start = Pointer.nativeValue(view);
    for (Object object : notes.objects()) {
      if (object instanceof Memory block && block != view) {
        long offset = start - Pointer.nativeValue(block);
        WindowsMemory place = notes.place(block);
        // Places of another size hold elements of another width, or only a part.
        boolean same = place.size() == block.size();
        if (same && offset >= 0 && offset + size <= block.size()) {
          return place.address() + offset;
        }
      }
    }
    return null;
  }
}
