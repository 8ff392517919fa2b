package org.bascule.marshallers.buffer;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.bascule.annotation.Direction;
import org.bascule.marshallers.memory.Blocks;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.marshallers.text.TextRules;
import org.bascule.spi.Abi;
import org.bascule.spi.Directive;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.Sections;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Extent;
import org.bascule.spi.memory.GivenCounts;
import org.bascule.spi.memory.Refusals;
import org.bascule.spi.memory.Zeroes;

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
  private final boolean argument;

  /** Whether it is said how many units count: then a zero is one of them. */
  private final boolean valid;

  private final String path;
  private final TextRules rules;

  /**
   * A marshaller.
   *
   * @param use the pointer
   * @param fixed units that the type says there are
   * @param extent units that a directive says there are
   */
  StringBuilderMarshaller(TypeUse use, Abi abi, TextUnits units, OptionalInt fixed, Extent extent) {
    Layout unit = new Layout.Scalar(Layout.Kind.UNSIGNED, units.bytes());
    this.pointer = Layout.pointerTo(abi, () -> unit);
    this.units = units;
    this.fixed = fixed;
    this.extent = extent;
    this.direction = Pointers.direction(use);
    this.free = use.directive().flatMap(Directive::free);
    this.valid = use.directive().flatMap(Directive::valid).isPresent();
    this.argument = use.place() == Place.ARGUMENT;
    this.path = use.path();
    this.rules = TextRules.of(use);
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
    if (extent.isLimited()) {
      GivenCounts.remember(sections, section.address(), (int) (room / units.bytes()));
    }
    target.putPointer(0, section.address());
  }

  @Override
  public StringBuilder read(WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    if (address == 0) {
      return null;
    }
    StringBuilder text = new StringBuilder(given(address, source, sections));
    Originals.of(sections).put(text);
    free.ifPresent(function -> sections.release(address, function));
    return text;
  }

  /**
   * Only as much text as there is room for: as the type or a directive says, else as much as there
   * was.
   */
  @Override
  public void writeBack(StringBuilder value, WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    if (value == null) {
      source.putPointer(0, 0);
      return;
    }
    if (direction == Direction.IN) {
      return;
    }
    if (address != 0 && Originals.of(sections).isUnchanged(value)) {
      return;
    }
    byte[] text = encode(value);
    long room = Blocks.room(address, sections);
    if (text.length + (isSaid() ? 0 : units.bytes()) > room) {
      outgrown(value, text, room, source, sections);
      return;
    }
    boolean ended = text.length < room;
    byte[] all = Arrays.copyOf(text, text.length + (ended ? units.bytes() : 0));
    sections.view(address, room).putBytes(0, all, 0, all.length);
  }

  /** A struct's pointer may point elsewhere; the caller of a callback knows its old one. */
  private void outgrown(
      StringBuilder value, byte[] text, long room, WindowsMemory cell, Sections sections) {
    if (!argument) {
      write(value, cell, sections);
      return;
    }
    long most = Math.max(0, room / units.bytes() - (isSaid() ? 0 : 1));
    throw Refusals.length(
        path,
        "at most " + most + " units of text back from the callback",
        text.length / units.bytes() + ": \"" + value + "\"",
        isSaid()
            ? "leave a shorter text in the builder"
            : "leave a shorter text in the builder, or say by a directive how much room there is");
  }

  @Override
  public void update(StringBuilder value, WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    if (value == null || address == 0 || direction == Direction.IN) {
      return;
    }
    int room = GivenCounts.limit(sections, address, room(value, source, sections));
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
   * How many units the DLL is given; by a builder the same after the call, while it is as it was.
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

  /** What a callback is to fill is empty for it. */
  private String given(long address, WindowsMemory cell, Sections sections) {
    String text = there(address, cell, sections);
    return argument && direction == Direction.OUT ? "" : text;
  }

  private String there(long address, WindowsMemory cell, Sections sections) {
    if (!isSaid()) {
      byte[] text = sections.readTerminated(address, units.bytes());
      Blocks.noteRoom(address, text.length + units.bytes(), sections);
      return units.decode(text);
    }
    int count =
        fixed.isPresent()
            ? fixed.getAsInt()
            : GivenCounts.limit(sections, address, extent.there(cell, sections));
    int room = extent.isLimited() ? extent.capacity(cell, sections) : count;
    Blocks.noteRoom(address, (long) units.bytes() * Math.max(room, count), sections);
    return text(address, count, sections);
  }

  private boolean isSaid() {
    return fixed.isPresent() || extent.isSaid();
  }

  private String text(long address, int count, Sections sections) {
    WindowsMemory there = sections.view(address, (long) units.bytes() * count);
    return valid ? units.all(there) : units.read(there);
  }

  private byte[] encode(StringBuilder value) {
    String text = value.toString();
    // Where a length is said, a zero is no end; half a pair may be what the DLL has left here.
    if (!isSaid()) {
      rules.checkZero(text);
    }
    return units.encode(text, path);
  }
}
