package org.bascule.bridge.each;

import java.util.Arrays;
import java.util.Optional;
import org.bascule.spi.WindowsMemory;

/** Arrays of primitives that are copied as they are. */
enum PlainKind {
  BYTE(byte[].class, WindowsMemory::putBytes, WindowsMemory::getBytes),
  SHORT(short[].class, WindowsMemory::putShorts, WindowsMemory::getShorts),
  CHAR(char[].class, WindowsMemory::putChars, WindowsMemory::getChars),
  INT(int[].class, WindowsMemory::putInts, WindowsMemory::getInts),
  LONG(long[].class, WindowsMemory::putLongs, WindowsMemory::getLongs),
  FLOAT(float[].class, WindowsMemory::putFloats, WindowsMemory::getFloats),
  DOUBLE(double[].class, WindowsMemory::putDoubles, WindowsMemory::getDoubles);

  private final Class<?> array;
  private final Copy<Object> put;
  private final Copy<Object> get;

  /** Copies elements between the start of some memory and a part of an array. */
  private interface Copy<A> {
    void copy(WindowsMemory memory, long offset, A array, int from, int count);
  }

  <A> PlainKind(Class<A> array, Copy<A> put, Copy<A> get) {
    this.array = array;
    this.put = (memory, offset, any, from, n) -> put.copy(memory, offset, array.cast(any), from, n);
    this.get = (memory, offset, any, from, n) -> get.copy(memory, offset, array.cast(any), from, n);
  }

  /** The kind of arrays of this element type; empty for boolean, and for objects. */
  static Optional<PlainKind> of(Class<?> element) {
    return Arrays.stream(values()).filter(k -> k.array.getComponentType() == element).findFirst();
  }

  /** The class of its arrays. */
  Class<?> array() {
    return array;
  }

  void put(WindowsMemory memory, Object from, int index, int count) {
    put.copy(memory, 0, from, index, count);
  }

  void get(WindowsMemory memory, Object into, int index, int count) {
    get.copy(memory, 0, into, index, count);
  }
}
