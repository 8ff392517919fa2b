package org.bascule.bridge.call;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.function.Supplier;
import org.bascule.spi.ReusableNotes;

/**
 * What marshallers remember of one call. Notes that can be used again are, but between calls
 * nothing here keeps them, or the bundles of their classes. Confined to the lane's thread.
 */
final class Notebook {
  private Class<?>[] types = new Class<?>[2];
  private Object[] notes = new Object[2];
  private int count;

  /** Of earlier calls; a few at most, since each marshaller has notes of one or two types. */
  private WeakReference<?>[] spare = {};

  /** The notes of this type. */
  <T> T notes(Class<T> type, Supplier<T> empty) {
    for (int i = 0; i < count; i++) {
      if (types[i] == type) {
        return type.cast(notes[i]);
      }
    }
    T found = spare(type);
    return begin(type, found == null ? empty.get() : found);
  }

  private <T> T begin(Class<T> type, T made) {
    if (count == types.length) {
      types = Arrays.copyOf(types, 2 * count);
      notes = Arrays.copyOf(notes, 2 * count);
    }
    types[count] = type;
    notes[count] = made;
    count++;
    return made;
  }

  private <T> T spare(Class<T> type) {
    for (WeakReference<?> one : spare) {
      Object old = one.get();
      if (old != null && old.getClass() == type) {
        return type.cast(old);
      }
    }
    return null;
  }

  /** The call has ended. */
  void forget() {
    while (count > 0) {
      count--;
      Object old = notes[count];
      notes[count] = null;
      types[count] = null;
      if (old instanceof ReusableNotes reusable) {
        reusable.forget();
        keep(reusable);
      }
    }
  }

  private void keep(ReusableNotes old) {
    int free = -1;
    for (int i = 0; i < spare.length; i++) {
      if (spare[i].refersTo(cast(old))) {
        return;
      }
      free = spare[i].refersTo(null) ? i : free;
    }
    if (free < 0) {
      free = spare.length;
      spare = Arrays.copyOf(spare, free + 1);
    }
    spare[free] = new WeakReference<>(old);
  }

  @SuppressWarnings("unchecked")
  private static <T> T cast(Object object) {
    return (T) object;
  }
}
