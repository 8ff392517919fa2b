package org.bascule.jna.shared;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bascule.bridge.Session;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Address;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** What marshallers get while no function is called: all of the host's memory, and no new one. */
record OutsideCalls(Session session) {
  /** The end of a page may be the end of what can be read. */
  private static final int PAGE = 4096;

  Sections begin() {
    return new Once(session, new HashMap<>());
  }

  /** For one reading or writing; what marshallers remember of it is forgotten then. */
  private record Once(Session session, Map<Class<?>, Object> notes) implements Sections {
    @Override
    public WindowsMemory view(long address, long size) {
      return session.memory(new Address(address), size);
    }

    @Override
    public byte[] readTerminated(long address, int unit) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      long at = address;
      while (true) {
        byte[] chunk = new byte[Math.max(unit, (int) (PAGE - (at & PAGE - 1)) / unit * unit)];
        view(at, chunk.length).getBytes(0, chunk, 0, chunk.length);
        for (int i = 0; i < chunk.length; i += unit) {
          if (isZero(chunk, i, unit)) {
            return text.toByteArray();
          }
          text.write(chunk, i, unit);
        }
        at += chunk.length;
      }
    }

    private static boolean isZero(byte[] bytes, int from, int unit) {
      for (int i = 0; i < unit; i++) {
        if (bytes[from + i] != 0) {
          return false;
        }
      }
      return true;
    }

    @Override
    public WindowsMemory allocate(long size, int alignment) {
      throw new ValueException(
          new Diagnosis(
              ErrorCode.BAD_ARGUMENT,
              "write a shared structure",
              "",
              "fields that lie in the structure, and pointers to memory of the host",
              "a field that needs " + size + " bytes of memory of its own, outside of a call",
              "put the text or array into a block of its own, and its Pointer into the field"));
    }

    @Override
    public WindowsMemory argument(int index) {
      throw new IllegalStateException("there are no arguments outside of a call");
    }

    @Override
    public WindowsMemory result() {
      throw new IllegalStateException("there is no result outside of a call");
    }

    @Override
    public <T> T notes(Class<T> type, Supplier<T> empty) {
      return type.cast(notes.computeIfAbsent(type, t -> empty.get()));
    }

    @Override
    public void release(long address, String function) {
      throw new IllegalStateException(function + " is not called outside of a call");
    }
  }
}
