package org.bascule.spi;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.bascule.annotation.Direction;
import org.bascule.annotation.Memsync;

/**
 * What a {@code memsync} statement says of one pointer; see {@link org.bascule.annotation.Memsync}.
 *
 * @param length how many elements lie there before the call: an expression
 * @param valid how many are valid after it: an expression; the same number if empty
 * @param bytes whether both count bytes
 * @param nullTerminated whether a zero element ends the memory
 * @param wide whether text there has 16-bit characters
 * @param type the element's Java type, where the pointer's type does not say it
 * @param cType what C calls the element
 * @param direction which way the memory is copied
 * @param free the exported function that frees what the DLL allocated
 */
public record Directive(
    Optional<String> length,
    Optional<String> valid,
    boolean bytes,
    boolean nullTerminated,
    boolean wide,
    Optional<Class<?>> type,
    Optional<CType> cType,
    Direction direction,
    Optional<String> free) {

  /** Says nothing yet. */
  public static final Directive NONE =
      new Directive(
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          false,
          Optional.empty(),
          Optional.empty(),
          Direction.IN_OUT,
          Optional.empty());

  public Directive {
    Objects.requireNonNull(length, "length");
    Objects.requireNonNull(valid, "valid");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(cType, "cType");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(free, "free");
  }

  /**
   * What an annotation says, without its path.
   *
   * @param parser reads C types
   */
  public static Directive of(Memsync memsync, Function<String, CType> parser) {
    // The annotation's default stands for what was not said; untyped memory is bytes anyway.
    boolean typed = memsync.type() != byte.class;
    return new Directive(
        text(memsync.length()),
        text(memsync.valid()),
        memsync.bytes(),
        memsync.nullTerminated(),
        memsync.wide(),
        typed ? Optional.of(memsync.type()) : Optional.empty(),
        text(memsync.cType()).map(parser),
        memsync.direction(),
        text(memsync.free()));
  }

  /** The same with this many elements. */
  public Directive withLength(String expression) {
    return new Directive(
        Optional.of(expression), valid, bytes, nullTerminated, wide, type, cType, direction, free);
  }

  /** The same with this many valid elements after the call. */
  public Directive withValid(String expression) {
    return new Directive(
        length, Optional.of(expression), bytes, nullTerminated, wide, type, cType, direction, free);
  }

  /** The same, counting bytes. */
  public Directive inBytes() {
    return new Directive(length, valid, true, nullTerminated, wide, type, cType, direction, free);
  }

  /** The same, ended by a zero element. */
  public Directive nullTerminatedText(boolean wideCharacters) {
    return new Directive(length, valid, bytes, true, wideCharacters, type, cType, direction, free);
  }

  /** The same with elements of that Java type. */
  public Directive withType(Class<?> element) {
    return new Directive(
        length, valid, bytes, nullTerminated, wide, Optional.of(element), cType, direction, free);
  }

  /** The same with elements of that C type. */
  public Directive withCType(CType element) {
    return new Directive(
        length, valid, bytes, nullTerminated, wide, type, Optional.of(element), direction, free);
  }

  /** The same in that direction. */
  public Directive withDirection(Direction other) {
    return new Directive(length, valid, bytes, nullTerminated, wide, type, cType, other, free);
  }

  /** The same, freed by that function. */
  public Directive freedBy(String function) {
    return new Directive(
        length, valid, bytes, nullTerminated, wide, type, cType, direction, Optional.of(function));
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
