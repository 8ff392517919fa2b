package org.bascule.windowsjna.world.callback;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import org.bascule.bridge.raw.RawRegister;
import org.bascule.bridge.raw.RawUpcall;
import org.bascule.windowsjna.world.call.Slots;
import org.bascule.windowsjna.world.memory.WorldMemory;

/**
 * Hands what JNA made of a callback's result to the DLL.
 *
 * @param register where it goes
 * @param hidden bytes of a struct that goes to where the first slot says; 0 for none
 */
record ResultWriter(RawRegister register, int hidden, Writing writing) {
  /** Writes a result; null for a callback that has thrown. */
  interface Writing {
    void write(Object result, RawUpcall call, WorldMemory memory);
  }

  /**
   * That of a class.
   *
   * @throws IllegalArgumentException if JNA has no such result of callbacks
   */
  static ResultWriter of(Class<?> type) {
    if (type == void.class || type == Void.class) {
      return new ResultWriter(RawRegister.INTEGER, 0, (result, call, memory) -> {});
    }
    if (type == float.class || type == Float.class) {
      return new ResultWriter(RawRegister.FLOAT, 0, ResultWriter::writeFloat);
    }
    if (type == double.class || type == Double.class) {
      return new ResultWriter(RawRegister.DOUBLE, 0, ResultWriter::writeDouble);
    }
    if (Structure.class.isAssignableFrom(type)) {
      return structure(Native.getNativeSize(type));
    }
    if (Pointer.class.isAssignableFrom(type)) {
      return new ResultWriter(RawRegister.INTEGER, 0, ResultWriter::writePointer);
    }
    Native.getNativeSize(type); // Refuses what has none.
    return new ResultWriter(RawRegister.INTEGER, 0, ResultWriter::writeInteger);
  }

  private static void writeFloat(Object result, RawUpcall call, WorldMemory memory) {
    if (result instanceof Float value) {
      call.putFloating(Integer.toUnsignedLong(Float.floatToRawIntBits(value)));
    }
  }

  private static void writeDouble(Object result, RawUpcall call, WorldMemory memory) {
    if (result instanceof Double value) {
      call.putFloating(Double.doubleToRawLongBits(value));
    }
  }

  private static void writePointer(Object result, RawUpcall call, WorldMemory memory) {
    if (result != null) {
      call.putInteger(Pointer.nativeValue((Pointer) result));
    }
  }

  private static void writeInteger(Object result, RawUpcall call, WorldMemory memory) {
    if (result instanceof Number number) {
      call.putInteger(number.longValue());
    } else if (result instanceof Character character) {
      call.putInteger(character);
    } else if (result instanceof Boolean bool) {
      call.putInteger(bool ? 1 : 0);
    }
  }

  private static ResultWriter structure(int size) {
    return Slots.fitsSlot(size)
        ? new ResultWriter(
            RawRegister.INTEGER,
            0,
            (result, call, memory) -> {
              if (result != null) {
                call.putInteger(memory.getBits(written((Structure) result), size));
              }
            })
        : new ResultWriter(
            RawRegister.INTEGER,
            size,
            (result, call, memory) -> {
              if (result == null) {
                memory.fill(call.slot(0), size, (byte) 0);
              } else {
                memory.copy(written((Structure) result), call.slot(0), size);
              }
              call.putInteger(call.slot(0));
            });
  }

  private static long written(Structure structure) {
    structure.write();
    return Pointer.nativeValue(structure.getPointer());
  }
}
