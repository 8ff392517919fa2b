package org.bascule.jna.structure;

import com.sun.jna.Callback;
import org.bascule.jna.Reread;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** A function pointer in a struct while nobody marshals its type: null only. */
record AbsentCallback(Layout layout, String path) implements Reread.Capable<Callback> {
  @Override
  public Class<Callback> javaType() {
    return Callback.class;
  }

  @Override
  public void write(Callback value, WindowsMemory target, Sections call) {
    if (value != null) {
      throw Refusal.callback(path);
    }
    target.putPointer(0, 0);
  }

  @Override
  public Callback read(WindowsMemory source, Sections call) {
    return null;
  }

  @Override
  public Callback reread(Callback old, WindowsMemory source, Sections call) {
    return old;
  }
}
