package org.bascule.bridge.length;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * Where function pointers were written during one call, so that lengths in their types can name
 * what is around them. Forgotten when the call has ended.
 */
public final class Surroundings {
  private final Map<Long, Long> cells = new HashMap<>();

  private Surroundings() {}

  /** A call into Java, which came while calls of Java's were in progress on the same thread. */
  public interface Inner {
    /** The address that was called. */
    long function();

    /** The call that was in progress, the innermost first; empty behind the outermost. */
    Optional<Outer> around();
  }

  /** A call of Java's in progress. */
  public interface Outer extends Sections {
    /** The call around this one. */
    Optional<Outer> around();
  }

  /** A place in a call. */
  record Place(WindowsMemory cell, Sections call) {}

  /** Remembers that the address of a function lies in this cell. */
  public static void note(Sections call, long function, WindowsMemory cell) {
    call.notes(Surroundings.class, Surroundings::new).cells.put(function, cell.address());
  }

  /** Where the function was written that is called now; empty if no call in progress has it. */
  static Optional<Place> of(Inner upcall, long cellSize) {
    Optional<Outer> call = upcall.around();
    while (call.isPresent()) {
      Outer outer = call.get();
      Long cell = outer.notes(Surroundings.class, Surroundings::new).cells.get(upcall.function());
      if (cell != null) {
        return Optional.of(new Place(outer.view(cell, cellSize), outer));
      }
      call = outer.around();
    }
    return Optional.empty();
  }
}
