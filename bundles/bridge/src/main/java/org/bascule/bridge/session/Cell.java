package org.bascule.bridge.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bascule.bridge.ValueWords;
import org.bascule.bridge.call.SessionMemory;
import org.bascule.spi.Marshaller;
import org.bascule.spi.WindowsMemory;

/**
 * One place in the host's memory and what moves values of its type: whatever size it has, it is
 * copied in one piece.
 *
 * @param name for messages
 */
record Cell<T>(
    String name, long address, Marshaller<T> marshaller, SessionMemory memory, CellMemory kept) {

  long size() {
    return marshaller.layout().size();
  }

  T read() {
    return marshaller.read(copy(), new CellSections(memory));
  }

  /** Takes the value as a function's argument would be taken. */
  void write(Object value) {
    T accepted = marshaller.accept(value, name);
    CellSections sections = new CellSections(memory);
    try (CellSections image = new CellSections(memory)) {
      write(accepted, image, sections);
    } catch (RuntimeException | Error e) {
      sections.close();
      throw e;
    }
    sections.keep(accepted);
    kept.replace(address, sections);
  }

  /** The image lies in the arena, where all of the value has addresses while it is written. */
  private void write(T value, CellSections image, CellSections sections) {
    byte[] all = new byte[Math.toIntExact(marshaller.imageSize(value))];
    WindowsMemory there = image.allocate(all.length, marshaller.layout().alignment());
    there.putBytes(0, all, 0, all.length);
    marshaller.write(value, there.slice(0, size()), sections);
    there.getBytes(0, all, 0, all.length);
    memory.view(address, all.length).putBytes(0, all, 0, all.length);
  }

  String text() {
    return ValueWords.of(marshaller.layout()).text(read());
  }

  private WindowsMemory copy() {
    ByteBuffer image = image();
    memory.view(address, size()).getBytes(0, image.array(), 0, (int) size());
    return memory.over(image, address, (int) size());
  }

  private ByteBuffer image() {
    return ByteBuffer.allocate(Math.toIntExact(size())).order(ByteOrder.LITTLE_ENDIAN);
  }
}
