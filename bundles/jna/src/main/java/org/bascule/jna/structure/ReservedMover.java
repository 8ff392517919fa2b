package org.bascule.jna.structure;

import com.sun.jna.Structure;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** Keeps the place of a pointer whose mover is found once the layout is settled. */
record ReservedMover(String name, Layout layout) implements FieldMover {
  @Override
  public Layout layout(Structure structure) {
    return layout;
  }

  @Override
  public void write(Structure structure, WindowsMemory memory, long offset, Sections call) {
    throw new IllegalStateException(name + " has no mover yet");
  }

  @Override
  public void writeChange(Structure structure, WindowsMemory memory, long offset, Sections call) {
    throw new IllegalStateException(name + " has no mover yet");
  }

  @Override
  public void read(Structure structure, WindowsMemory memory, long offset, Sections call) {
    throw new IllegalStateException(name + " has no mover yet");
  }
}
