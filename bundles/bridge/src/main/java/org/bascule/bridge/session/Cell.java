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
    try {
      // In the arena, where all of the value has addresses while it is written.
      int bytes = Math.toIntExact(marshaller.imageSize(accepted));
      WindowsMemory image = sections.allocate(bytes, marshaller.layout().alignment());
      image.putBytes(0, new byte[bytes], 0, bytes);
      marshaller.write(accepted, image.slice(0, size()), sections);
      byte[] all = new byte[bytes];
      image.getBytes(0, all, 0, bytes);
      memory.view(address, bytes).putBytes(0, all, 0, bytes);
    } catch (RuntimeException | Error e) {
      sections.close();
      throw e;
    }
    sections.keep(accepted);
    kept.replace(address, sections);
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
