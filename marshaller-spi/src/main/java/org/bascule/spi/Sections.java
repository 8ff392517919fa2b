package org.bascule.spi;

import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The memory of one call: sections for what pointer arguments point to. Used by the calling thread,
 * during the call.
 */
@ProviderType
public interface Sections extends HostMemory {
  /**
   * A new section, not cleared, which lives until the call has returned and its results have been
   * read. What a callback returns or changes gets memory that lives longer: at least until the call
   * that the callback came from has returned, and as long as the Java object is referred to that it
   * was allocated for.
   *
   * @param size bytes; 0 gives a valid address with nothing behind it
   * @param alignment a power of two, at most 4096
   * @throws org.bascule.error.BasculeException with code {@code TOO_LARGE} if the arena cannot hold
   *     it
   */
  WindowsMemory allocate(long size, int alignment);

  /**
   * The {@link Home} of an object of this JVM: memory that the DLL may keep pointers into, since it
   * lies at the same address in every call as long as anybody refers to the object. What the last
   * call left stands there; zeros at first. Where lent memory is to die with its call, as in the
   * strict mode, it does so all the same.
   *
   * @param owner by identity
   * @param size bytes; for the same object no more than before, or it moves
   * @param alignment as for {@link #allocate}
   */
  default WindowsMemory home(Object owner, long size, int alignment) {
    return allocate(size, alignment);
  }

  /**
   * The call that is in progress around this one, on the same thread: this one comes from a
   * callback, or belongs to the same batch.
   */
  default Optional<Sections> outer() {
    return Optional.empty();
  }

  /**
   * The slot of an argument of this call, as memory; where the value is passed through a copy, the
   * copy. Before the call only what has been written already makes sense: scalars first, then the
   * others as their directives need each other.
   */
  WindowsMemory argument(int index);

  /** The register or memory that holds the result; makes sense after the call. */
  WindowsMemory result();

  /**
   * What marshallers remember of this call: which objects were written where, so that pointers that
   * come back mean the same objects again. Forgotten when the call has ended; those that are {@link
   * ReusableNotes} may be given to a later one.
   *
   * @param type of the notes, a class of the marshaller's own bundle
   * @param empty makes them when they are first asked for in a call
   */
  <T> T notes(Class<T> type, Supplier<T> empty);

  /**
   * Has memory freed that the DLL allocated, by the function that a directive names. For
   * marshallers that have read such memory; a null address is left alone.
   *
   * @param function as in {@link Directive#free}
   */
  void release(long address, String function);

  /**
   * Keeps an object from being collected until the call has ended: one that only its address in the
   * DLL's memory would refer to otherwise.
   */
  default void keep(Object object) {}
}
