package org.bascule.marshallers.buffer;

import java.util.Optional;
import java.util.OptionalInt;
import org.bascule.annotation.Direction;
import org.bascule.marshallers.memory.Extent;
import org.bascule.marshallers.memory.Refusals;
import org.bascule.marshallers.memory.Zeroes;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * A pointer to text that the function may change. It has room for as many units as the type or a
 * directive says, which then need no terminator; else for the builder's capacity and a terminator.
 * A null builder is a null pointer.
 */
final class StringBuilderMarshaller implements Marshaller<StringBuilder> {
  private final Layout pointer;
  private final TextUnits units;
  private final OptionalInt fixed;
  private final Extent extent;
  private final Direction direction;
  private final Optional<String> free;
  private final String path;

  /**
   * A marshaller.
   *
   * @param fixed units that the type says there are
   * @param extent units that a directive says there are
   * @param free the function that frees what was read
   */
  StringBuilderMarshaller(
      Layout pointer,
      TextUnits units,
      OptionalInt fixed,
      Extent extent,
      Direction direction,
      Optional<String> free,
      String path) {
    this.pointer = pointer;
    this.units = units;
    this.fixed = fixed;
    this.extent = extent;
    this.direction = direction;
    this.free = free;
    this.path = path;
  }

  @Override
  public Class<StringBuilder> javaType() {
    return StringBuilder.class;
  }

  @Override
  public Layout layout() {
    return pointer;
  }

  @Override
  public void write(StringBuilder value, WindowsMemory target, Sections sections) {
    if (value == null) {
      target.putPointer(0, 0);
      return;
    }
    byte[] text = direction == Direction.OUT ? new byte[0] : encode(value);
    long room = (long) units.bytes() * room(value, target, sections);
    if (text.length > room) {
      throw Refusals.length(
          path,
          "at most " + room / units.bytes() + " units of text",
          text.length / units.bytes() + ": \"" + value + "\"",
          "pass a shorter text or a larger length; nothing was sent");
    }
    WindowsMemory section = sections.allocate(room, units.bytes());
    section.putBytes(0, text, 0, text.length);
    Zeroes.fill(section, text.length);
    target.putPointer(0, section.address());
  }

  @Override
  public StringBuilder read(WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    if (address == 0) {
      return null;
    }
    StringBuilder text = new StringBuilder(there(address, source, sections));
    free.ifPresent(function -> sections.release(address, function));
    return text;
  }

  @Override
  public void update(StringBuilder value, WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    if (value == null || address == 0 || direction == Direction.IN) {
      return;
    }
    int room = room(value, source, sections);
    int count = fixed.isPresent() ? room : extent.after(source, sections, room);
    value.replace(0, value.length(), text(address, count, sections));
  }

  @Override
  public boolean updates() {
    return direction != Direction.IN;
  }

  @Override
  public StringBuilder accept(Object argument, String acceptedPath) {
    boolean text = argument instanceof CharSequence || argument instanceof Character;
    return text && !(argument instanceof StringBuilder)
        ? new StringBuilder(argument.toString())
        : Marshaller.super.accept(argument, acceptedPath);
  }

  /**
   * How many units the DLL is given. Says the same after the call: the builder is still as it was.
   */
  private int room(StringBuilder value, WindowsMemory cell, Sections sections) {
    if (fixed.isPresent()) {
      return fixed.getAsInt();
    }
    if (extent.isLimited()) {
      return extent.capacity(cell, sections);
    }
    int length = direction == Direction.OUT ? 0 : encode(value).length / units.bytes();
    return Math.addExact(Math.max(length, value.capacity()), 1);
  }

  private String there(long address, WindowsMemory cell, Sections sections) {
    if (fixed.isPresent() || extent.isSaid()) {
      int count = fixed.isPresent() ? fixed.getAsInt() : extent.there(cell, sections);
      return text(address, count, sections);
    }
    return units.decode(sections.readTerminated(address, units.bytes()));
  }

  private String text(long address, int count, Sections sections) {
    return units.read(sections.view(address, (long) units.bytes() * count));
  }

  private byte[] encode(StringBuilder value) {
    return units.encode(value.toString(), path);
  }
}
