package org.bascule.marshallers.ref;

import java.util.List;
import java.util.function.Supplier;
import org.bascule.annotation.Direction;
import org.bascule.marshallers.memory.Blocks;
import org.bascule.marshallers.memory.Changes;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.Ref;
import org.bascule.spi.Sections;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Zeroes;

/** A pointer to one value. Without a value, the DLL finds zeroes. */
final class RefMarshaller<T> implements Marshaller<Ref<T>> {
  private final Abi abi;
  private final Layout pointer;
  private final Supplier<Marshaller<T>> target;
  private final Direction direction;
  private final boolean argument;

  RefMarshaller(TypeUse use, Abi abi, Supplier<Marshaller<T>> target) {
    this.abi = abi;
    this.pointer = Layout.pointerTo(abi, () -> target.get().layout());
    this.target = target;
    this.direction = Pointers.direction(use);
    this.argument = use.place() == Place.ARGUMENT;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Class<Ref<T>> javaType() {
    return (Class<Ref<T>>) (Class<?>) Ref.class;
  }

  @Override
  public Layout layout() {
    return pointer;
  }

  @Override
  public void write(Ref<T> value, WindowsMemory target, Sections sections) {
    if (value == null) {
      target.putPointer(0, 0);
      return;
    }
    Marshaller<T> marshaller = this.target.get();
    Layout layout = marshaller.layout();
    long size = value.get() == null ? layout.size() : marshaller.imageSize(value.get());
    WindowsMemory section = sections.allocate(size, layout.alignment());
    Zeroes.fill(section, 0);
    if (direction != Direction.OUT && value.get() != null) {
      marshaller.write(value.get(), section, sections);
    }
    target.putPointer(0, section.address());
  }

  @Override
  public Ref<T> read(WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    if (address == 0) {
      return null;
    }
    if (!argument) {
      return new Ref<>(value(address, sections));
    }
    // What a callback is to fill need not make sense yet.
    return direction == Direction.OUT ? new Ref<>() : new Ref<>(given(address, sections));
  }

  /** A Ref that a callback was given without a value, and has left so, changes nothing. */
  @Override
  public void writeBack(Ref<T> value, WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    if (value == null) {
      source.putPointer(0, 0);
      return;
    }
    boolean unset = direction == Direction.OUT && value.get() == null;
    if (direction == Direction.IN || unset) {
      return;
    }
    if (address == 0) {
      write(value, source, sections);
      return;
    }
    Marshaller<T> marshaller = target.get();
    WindowsMemory there = sections.view(address, marshaller.layout().size());
    if (direction == Direction.OUT) {
      marshaller.write(value.get(), there, sections);
    } else {
      Changes.writeBack(marshaller, value.get(), there, abi, sections);
    }
  }

  @Override
  public void update(Ref<T> value, WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    if (value == null || address == 0 || direction == Direction.IN) {
      return;
    }
    Marshaller<T> marshaller = target.get();
    // What a pointer points to may be elsewhere now, and larger than the object that was sent.
    boolean inPlace = marshaller.updates() && !Changes.isPointer(marshaller.layout());
    if (inPlace && value.get() != null) {
      WindowsMemory image = sections.view(address, marshaller.layout().size());
      marshaller.update(value.get(), image, sections);
    } else {
      value.set(value(address, sections));
    }
  }

  @Override
  public boolean updates() {
    return direction != Direction.IN;
  }

  /** A value by itself is taken as the one that is pointed to; an empty list is no value yet. */
  @Override
  public Ref<T> accept(Object argument, String path) {
    if (argument == null || argument instanceof Ref<?>) {
      return javaType().cast(argument);
    }
    return argument instanceof List<?> list && list.isEmpty()
        ? new Ref<>()
        : new Ref<>(target.get().accept(argument, path));
  }

  private T value(long address, Sections sections) {
    Marshaller<T> marshaller = target.get();
    return marshaller.read(sections.view(address, marshaller.layout().size()), sections);
  }

  private T given(long address, Sections sections) {
    Marshaller<T> marshaller = target.get();
    WindowsMemory there = sections.view(address, marshaller.layout().size());
    return marshaller.read(Blocks.read(there, abi, sections), sections);
  }
}
