package org.bascule.bridge.each;

import java.lang.reflect.Array;
import java.util.List;
import org.bascule.spi.WindowsMemory;

/** What was passed for one parameter. */
sealed interface EachInput {
  /** Looks at the value. An array or a list is a column. */
  static EachInput of(EachParameter parameter, Object value) {
    if (value instanceof List<?> list) {
      return new Elements(parameter, list.toArray());
    }
    if (value == null || !value.getClass().isArray()) {
      return new Common(parameter, value);
    }
    return parameter.isPlain(value)
        ? new PlainArray(parameter, value)
        : new Elements(parameter, value);
  }

  EachParameter parameter();

  /** All calls get the same. */
  record Common(EachParameter parameter, Object value) implements EachInput {
    long bits() {
      return parameter.encoder().bits(value, parameter.name());
    }
  }

  /** A column. */
  sealed interface Column extends EachInput {
    int length();

    /**
     * Makes sure that every value can be written.
     *
     * @throws org.bascule.error.ValueException if one cannot
     */
    void check();

    /** Writes so many values from an index on to the start of the memory. */
    void write(WindowsMemory memory, int index, int count);
  }

  /** Copied as it is. */
  record PlainArray(EachParameter parameter, Object array) implements Column {
    @Override
    public int length() {
      return Array.getLength(array);
    }

    @Override
    public void check() {}

    @Override
    public void write(WindowsMemory memory, int index, int count) {
      parameter.plain().orElseThrow().put(memory, array, index, count);
    }
  }

  /** Encoded one by one. */
  record Elements(EachParameter parameter, Object array) implements Column {
    @Override
    public int length() {
      return Array.getLength(array);
    }

    @Override
    public void check() {
      for (int i = 0; i < length(); i++) {
        bits(i);
      }
    }

    @Override
    public void write(WindowsMemory memory, int index, int count) {
      for (int i = 0; i < count; i++) {
        Bits.put(memory, parameter.column().bytes(), i, bits(index + i));
      }
    }

    private long bits(int index) {
      return parameter
          .encoder()
          .bits(Array.get(array, index), parameter.name() + ", element " + index);
    }
  }
}
