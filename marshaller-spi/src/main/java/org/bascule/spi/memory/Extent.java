package org.bascule.spi.memory;

import java.util.Optional;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Directive;
import org.bascule.spi.LengthSource;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.Sections;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;

/**
 * How many elements of what lies behind a pointer move, as its directive says; without one, all
 * that Java has. Immutable.
 */
public final class Extent {
  private final String path;
  private final Optional<Count> length;
  private final Optional<Count> valid;
  private final long unit;

  private record Count(String text, LengthSource source) {}

  private Extent(String path, Optional<Count> length, Optional<Count> valid, long unit) {
    this.path = path;
    this.length = length;
    this.valid = valid;
    this.unit = unit;
  }

  /**
   * The extent of what this pointer points to.
   *
   * @param elementBytes bytes of one element
   */
  public static Extent of(TypeUse use, MarshallerContext context, long elementBytes) {
    Optional<Directive> directive = use.directive();
    return new Extent(
        use.path(),
        directive.flatMap(Directive::length).map(e -> count("length ", e, use, context)),
        directive.flatMap(Directive::valid).map(e -> count("valid ", e, use, context)),
        directive.filter(Directive::bytes).map(d -> elementBytes).orElse(1L));
  }

  /** Whether a directive says how many elements there are. */
  public boolean isSaid() {
    return length.isPresent() || valid.isPresent();
  }

  /** Whether a directive says how many elements there must be before the call. */
  public boolean isLimited() {
    return length.isPresent();
  }

  /**
   * How many elements the DLL is given.
   *
   * @param available how many the Java object has
   * @throws ValueException with code {@code BAD_LENGTH} if the directive wants more
   */
  public int before(WindowsMemory cell, Sections call, int available) {
    if (length.isEmpty()) {
      return available;
    }
    long wanted = elements(length.get(), "take ", cell, call);
    if (wanted > available) {
      throw refusal(
          "take " + path,
          length.get(),
          "at most " + available + ", which the Java object has room for",
          String.valueOf(wanted),
          "pass a larger object or a smaller length; nothing was sent");
    }
    return (int) wanted;
  }

  /** How many elements the DLL is given, whatever Java has. */
  public int capacity(WindowsMemory cell, Sections call) {
    return whole("take ", length.orElseThrow(), cell, call);
  }

  /**
   * How many elements are brought back: what the directive says by what the DLL left, but never
   * more than there was room for, since functions like to say how many they would have had.
   */
  public int after(WindowsMemory cell, Sections call, int available) {
    long most = available;
    if (length.isPresent()) {
      most = Math.min(most, elements(length.get(), "read ", cell, call));
    }
    if (valid.isPresent()) {
      most = Math.min(most, elements(valid.get(), "read ", cell, call));
    }
    return (int) most;
  }

  /**
   * How many elements lie in memory that the DLL has made known: not more than the directive's
   * length, nor more than are valid.
   */
  public int there(WindowsMemory cell, Sections call) {
    if (length.isEmpty()) {
      return whole("read ", valid.orElseThrow(), cell, call);
    }
    int there = whole("read ", length.get(), cell, call);
    return valid.isEmpty() ? there : Math.min(there, whole("read ", valid.get(), cell, call));
  }

  private int whole(String verb, Count count, WindowsMemory cell, Sections call) {
    long elements = elements(count, verb, cell, call);
    if (elements > Integer.MAX_VALUE) {
      throw refusal(
          verb + path,
          count,
          "at most " + Integer.MAX_VALUE + ", which a Java array can have",
          String.valueOf(elements),
          "correct the length, or take the memory as an address and read parts of it");
    }
    return (int) elements;
  }

  private long elements(Count count, String verb, WindowsMemory cell, Sections call) {
    long number = count.source.evaluate(cell, call);
    if (number % unit != 0) {
      throw refusal(
          verb + path,
          count,
          "a multiple of " + unit + ", the bytes of an element",
          String.valueOf(number),
          "correct the length, or count elements instead of bytes");
    }
    return number / unit;
  }

  private static Count count(String name, String text, TypeUse use, MarshallerContext context) {
    return new Count(name + text, context.length(use, text));
  }

  private static ValueException refusal(
      String operation, Count count, String expected, String actual, String remedy) {
    return new ValueException(
        new Diagnosis(ErrorCode.BAD_LENGTH, operation, count.text, expected, actual, remedy));
  }
}
