package org.bascule.bridge.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bascule.bridge.call.OutsideCall;
import org.bascule.bridge.call.SessionMemory;
import org.bascule.spi.WindowsMemory;
import org.bascule.transport.Block;

/** What one value needs outside any call: it stays until this is closed. */
final class CellSections extends OutsideCall implements AutoCloseable {
  private final SessionMemory memory;
  private final Map<Class<?>, Object> notes = new HashMap<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Object> objects = new ArrayList<>();

  CellSections(SessionMemory memory) {
    super(memory);
    this.memory = memory;
  }

  @Override
  public WindowsMemory allocate(long size, int alignment) {
    Block block = memory.allocate(size, alignment);
    blocks.add(block);
    return memory.view(block.address(), size);
  }

  @Override
  public <N> N notes(Class<N> type, Supplier<N> empty) {
    return type.cast(notes.computeIfAbsent(type, t -> empty.get()));
  }

  @Override
  public void keep(Object object) {
    objects.add(object);
  }

  /** The value is not there any more. */
  @Override
  public void close() {
    blocks.forEach(Block::retire);
    objects.clear();
    notes.clear();
  }
}
