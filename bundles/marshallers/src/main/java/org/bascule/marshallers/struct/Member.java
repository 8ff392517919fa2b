package org.bascule.marshallers.struct;

import java.util.List;
import java.util.Map;
import org.bascule.error.BasculeException;
import org.bascule.error.ValueException;
import org.bascule.marshallers.memory.Changes;
import org.bascule.marshallers.memory.InPlace;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * One member of a struct at its place.
 *
 * @param path for messages
 * @param offset bytes from the struct's first byte
 * @param counted whether it is a pointer with a directive, whose length may be read from others
 * @param readOnly whether it is a pointer to memory that the DLL only reads
 * @param parts the names of its own members, if it has none itself: they stand in the Map around it
 */
record Member(
    String name,
    String path,
    Marshaller<Object> marshaller,
    long offset,
    long size,
    boolean counted,
    boolean readOnly,
    List<String> parts) {
  Member {
    parts = List.copyOf(parts);
  }

  private boolean isUnnamed() {
    return !parts.isEmpty();
  }

  /** The names that it has in a Map. */
  List<String> names() {
    return isUnnamed() ? parts : List.of(name);
  }

  /** For messages. */
  String words() {
    return String.join(", ", names());
  }

  /** Its value in a Map of the struct's members; null if there is none. */
  Object in(Map<?, ?> struct) {
    if (!isUnnamed()) {
      return struct.get(name);
    }
    Values own = new Values();
    parts.forEach(part -> own.computeIfAbsent(part, struct::get));
    return own.isEmpty() ? null : own;
  }

  boolean isIn(Map<String, Object> struct) {
    return names().stream().anyMatch(struct::containsKey);
  }

  /** Puts its value into a Map of the struct's members. */
  void put(Object value, Map<String, Object> struct) {
    if (value instanceof Map<?, ?> own && isUnnamed()) {
      own.forEach((part, partValue) -> struct.put((String) part, partValue));
    } else {
      names().forEach(n -> struct.put(n, value));
    }
  }

  /** Whether it is a pointer that the DLL can let point elsewhere. */
  boolean isPointer() {
    return Changes.isPointer(marshaller.layout());
  }

  WindowsMemory cell(WindowsMemory struct) {
    return struct.slice(offset, size);
  }

  void write(Object value, WindowsMemory struct, Sections sections) {
    marshaller.write(value, cell(struct), sections);
  }

  Object read(WindowsMemory struct, Sections sections) {
    return marshaller.read(cell(struct), sections);
  }

  /** Of a union, whose bytes may mean something else: null if they make no value. */
  Object readIfPossible(WindowsMemory union, Sections sections) {
    try {
      return read(union, sections);
    } catch (ValueException | BasculeException e) {
      return null;
    }
  }

  void update(Object value, WindowsMemory struct, Sections sections) {
    marshaller.update(value, cell(struct), sections);
  }

  /** Puts what a callback has changed into a copy of the struct, except what is counted. */
  void change(Object value, WindowsMemory copy, Sections sections) {
    if (!counted) {
      Changes.change(marshaller, value, cell(copy), sections);
    }
  }

  /** Then what is counted, in the DLL's own memory. */
  void changeCounted(Object value, WindowsMemory struct, Sections sections) {
    if (counted) {
      Changes.change(marshaller, value, cell(struct), sections);
    } else if (marshaller instanceof InPlace<Object>) {
      Changes.changeCounted(marshaller, value, cell(struct), sections);
    }
  }
}
