package org.bascule.bridge;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.bascule.spi.Directive;

/**
 * What is said of one function beyond its prototype. Immutable.
 *
 * @param codePage Windows' number of the code page of {@code char} text; the session's if empty
 * @param directives keyed by the path to a pointer, which begins with a parameter's name, {@code
 *     arg0} … or {@code result}: {@code image.data}
 * @param memory how it gets the memory that is lent to it; as the session says if empty
 * @param readAfterOverrun whether arguments are read back also when the DLL wrote around one of
 *     them; the exception comes all the same, when that is done
 * @param timeout how long a call may take, 0 for no limit; as the session says if empty
 */
public record FunctionOptions(
    OptionalInt codePage,
    Map<String, Directive> directives,
    Optional<MemoryMode> memory,
    boolean readAfterOverrun,
    Optional<Duration> timeout) {
  /** Says nothing. */
  public static final FunctionOptions NONE =
      new FunctionOptions(OptionalInt.empty(), Map.of(), Optional.empty(), false, Optional.empty());

  public FunctionOptions {
    Given.value(codePage, "codePage");
    directives = Given.map(directives, "directives");
    Given.value(memory, "memory");
    Given.value(timeout, "timeout");
  }

  /** The same with this code page. */
  public FunctionOptions withCodePage(int number) {
    return new FunctionOptions(
        OptionalInt.of(number), directives, memory, readAfterOverrun, timeout);
  }

  /**
   * The same with this directive for the pointer at that path; it goes before what the prototype
   * says.
   */
  public FunctionOptions memsync(String pointer, Directive directive) {
    Map<String, Directive> all = new HashMap<>(directives);
    all.put(pointer, directive);
    return new FunctionOptions(codePage, all, memory, readAfterOverrun, timeout);
  }

  /** The same with this way of lending memory. */
  public FunctionOptions withMemory(MemoryMode mode) {
    return new FunctionOptions(codePage, directives, Optional.of(mode), readAfterOverrun, timeout);
  }

  /** The same, whose arguments are read back also when the DLL wrote around one of them. */
  public FunctionOptions withReadAfterOverrun() {
    return new FunctionOptions(codePage, directives, memory, true, timeout);
  }

  /** The same, of which a call may take so long; 0 for no limit. */
  public FunctionOptions withTimeout(Duration limit) {
    return new FunctionOptions(codePage, directives, memory, readAfterOverrun, Optional.of(limit));
  }
}
