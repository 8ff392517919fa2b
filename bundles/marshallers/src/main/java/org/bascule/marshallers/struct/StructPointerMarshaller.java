package org.bascule.marshallers.struct;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bascule.annotation.Direction;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.marshallers.memory.Blocks;
import org.bascule.marshallers.memory.Changes;
import org.bascule.marshallers.memory.InPlace;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.Directive;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.Sections;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.HeapMemory;
import org.bascule.spi.memory.Zeroes;

/**
 * A pointer to one struct, which is written into a section. A Java null is C's NULL; in prototypes
 * an address is taken too, of a struct that lies there to stay. Structs that lead back to
 * themselves are written once each, and read so if their values can.
 *
 * @param <T> the struct's Java type
 */
final class StructPointerMarshaller<T> implements InPlace<T> {
  /** Nested reads of values that cannot be read bit by bit. */
  private static final int LONGEST_CHAIN = 500;

  private final Class<T> javaType;
  private final Supplier<Marshaller<?>> target;
  private final Abi abi;
  private final Layout layout;
  private final Direction direction;
  private final Optional<String> free;
  private final boolean argument;
  private final String path;

  /**
   * A pointer.
   *
   * @param target found when all is compiled
   * @param use the pointer
   */
  StructPointerMarshaller(Class<T> javaType, Supplier<Marshaller<?>> target, TypeUse use, Abi abi) {
    this.javaType = javaType;
    this.target = target;
    this.abi = abi;
    this.layout = Layout.pointerTo(abi, () -> target.get().layout());
    this.direction = Pointers.direction(use);
    this.free = use.directive().flatMap(Directive::free);
    this.argument = use.place() == Place.ARGUMENT;
    this.path = use.path();
  }

  @Override
  public Class<T> javaType() {
    return javaType;
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public boolean updates() {
    return direction != Direction.IN && target().updates();
  }

  @Override
  public void write(T value, WindowsMemory cell, Sections sections) {
    cell.putPointer(0, value == null ? 0 : address(value, sections));
  }

  @Override
  public T read(WindowsMemory cell, Sections sections) {
    long address = cell.getPointer(0);
    if (address == 0) {
      return null;
    }
    T value = read(address, sections);
    free.ifPresent(function -> sections.release(address, function));
    return value;
  }

  @Override
  public void update(T value, WindowsMemory cell, Sections sections) {
    long address = cell.getPointer(0);
    if (value != null && address != 0 && Values.address(value) == 0 && updates()) {
      Marshaller<T> struct = target();
      WindowsMemory source = sections.view(address, struct.layout().size());
      Notes.of(sections).run(() -> struct.update(value, source, sections));
    }
  }

  @Override
  public void writeBack(T value, WindowsMemory cell, Sections sections) {
    change(value, cell, sections);
  }

  /** A struct that was read lies where it was; another one gets memory of its own. */
  @Override
  public void change(T value, WindowsMemory cell, Sections sections) {
    Long known = value == null ? null : Notes.of(sections).written(value, target().layout());
    if (known == null) {
      write(value, cell, sections);
      return;
    }
    if (known != cell.getPointer(0)) {
      cell.putPointer(0, known);
    }
    if (direction != Direction.IN) {
      Notes notes = Notes.of(sections);
      notes.run(() -> changeOnce(value, known, sections, notes));
    }
  }

  private void changeOnce(T value, long address, Sections sections, Notes notes) {
    if (notes.updating(value)) {
      Marshaller<T> struct = target();
      WindowsMemory there = sections.view(address, struct.layout().size());
      Changes.writeBack(struct, value, there, abi, sections);
    }
  }

  @Override
  public T accept(Object argument, String argumentPath) {
    if (argument == null) {
      return null;
    }
    if (argument instanceof Address place && javaType == Map.class) {
      return place.bits() == 0 ? null : javaType.cast(Values.at(place.bits()));
    }
    Marshaller<T> struct = target();
    return direction == Direction.OUT && isZero(argument) && struct instanceof Fillable<T> fillable
        ? fillable.blank()
        : struct.accept(argument, argumentPath);
  }

  /** Something must be given for what is only written. */
  private static boolean isZero(Object argument) {
    boolean whole = argument instanceof Integer || argument instanceof Long;
    return (whole || argument instanceof CharSequence) && argument.toString().equals("0");
  }

  private long address(T value, Sections sections) {
    long place = Values.address(value);
    if (place != 0) {
      return place;
    }
    Marshaller<T> struct = target();
    Notes notes = Notes.of(sections);
    Long known = notes.written(value, struct.layout());
    if (known != null && direction != Direction.OUT) {
      return known;
    }
    WindowsMemory section = sections.allocate(struct.imageSize(value), struct.layout().alignment());
    if (direction == Direction.OUT) {
      Zeroes.fill(section, 0);
    } else {
      notes.written(value, struct.layout(), section.address());
      notes.run(() -> struct.write(value, section, sections));
    }
    return section.address();
  }

  private T read(long address, Sections sections) {
    Marshaller<T> struct = target();
    Notes notes = Notes.of(sections);
    Object known = notes.reading(address, struct.layout());
    if (struct instanceof Fillable<T> fillable) {
      return known != null ? javaType.cast(known) : filled(fillable, address, sections, notes);
    }
    if (known != null || notes.depth() >= LONGEST_CHAIN) {
      throw endless(known != null);
    }
    Object[] result = new Object[1];
    notes.reading(address, struct.layout(), this);
    notes.now(() -> result[0] = struct.read(near(address, struct, sections), sections));
    notes.haveRead(address, struct.layout());
    notes.written(result[0], struct.layout(), address);
    return javaType.cast(result[0]);
  }

  private T filled(Fillable<T> struct, long address, Sections sections, Notes notes) {
    WindowsMemory source = near(address, struct, sections);
    T value = struct.blank();
    notes.written(value, struct.layout(), address);
    notes.reading(address, struct.layout(), value);
    notes.run(() -> struct.fill(value, source, sections));
    return value;
  }

  /** What is there, read at once; what a callback is to fill, empty. */
  private WindowsMemory near(long address, Marshaller<T> struct, Sections sections) {
    long size = struct.layout().size();
    return argument && direction == Direction.OUT
        ? HeapMemory.allocate(abi, address, Math.toIntExact(size))
        : Blocks.read(sections.view(address, size), abi, sections);
  }

  @SuppressWarnings("unchecked")
  private Marshaller<T> target() {
    return (Marshaller<T>) target.get();
  }

  private ValueException endless(boolean circle) {
    return new ValueException(
        new Diagnosis(
            circle ? ErrorCode.BAD_ARGUMENT : ErrorCode.TOO_LARGE,
            "read " + path,
            "",
            "a chain of structs that ends, within " + LONGEST_CHAIN,
            circle ? "a circle" : "a longer one",
            "read it through a C prototype, whose Maps can do that"));
  }
}
