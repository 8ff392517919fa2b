package org.bascule.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.bascule.annotation.Direction;
import org.bascule.annotation.LengthFunction;
import org.bascule.annotation.Memsync;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;

/**
 * What a {@code memsync} statement says of one pointer; see {@link org.bascule.annotation.Memsync}.
 *
 * @param length how many elements lie there before the call: an expression, or several for {@code
 *     lengthBy}
 * @param lengthBy computes that number from the values of the expressions
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
    Optional<Class<? extends LengthFunction>> lengthBy,
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
    Objects.requireNonNull(lengthBy, "lengthBy");
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
        lengthBy(memsync),
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
        Optional.of(expression),
        Optional.empty(),
        valid,
        bytes,
        nullTerminated,
        wide,
        type,
        cType,
        direction,
        free);
  }

  /**
   * The same with as many elements as the function computes.
   *
   * @param expressions what it is computed from, with commas between them
   */
  public Directive withLength(String expressions, Class<? extends LengthFunction> by) {
    return new Directive(
        Optional.of(expressions),
        Optional.of(by),
        valid,
        bytes,
        nullTerminated,
        wide,
        type,
        cType,
        direction,
        free);
  }

  /** The same with this many valid elements after the call. */
  public Directive withValid(String expression) {
    return new Directive(
        length,
        lengthBy,
        Optional.of(expression),
        bytes,
        nullTerminated,
        wide,
        type,
        cType,
        direction,
        free);
  }

  /** The same, counting bytes. */
  public Directive inBytes() {
    return new Directive(
        length, lengthBy, valid, true, nullTerminated, wide, type, cType, direction, free);
  }

  /** The same, ended by a zero element. */
  public Directive nullTerminatedText(boolean wideCharacters) {
    return new Directive(
        length, lengthBy, valid, bytes, true, wideCharacters, type, cType, direction, free);
  }

  /** The same with elements of that Java type. */
  public Directive withType(Class<?> element) {
    return new Directive(
        length,
        lengthBy,
        valid,
        bytes,
        nullTerminated,
        wide,
        Optional.of(element),
        cType,
        direction,
        free);
  }

  /** The same with elements of that C type. */
  public Directive withCType(CType element) {
    return new Directive(
        length,
        lengthBy,
        valid,
        bytes,
        nullTerminated,
        wide,
        type,
        Optional.of(element),
        direction,
        free);
  }

  /** The same in that direction. */
  public Directive withDirection(Direction other) {
    return new Directive(
        length, lengthBy, valid, bytes, nullTerminated, wide, type, cType, other, free);
  }

  /** The same, freed by that function. */
  public Directive freedBy(String function) {
    return new Directive(
        length,
        lengthBy,
        valid,
        bytes,
        nullTerminated,
        wide,
        type,
        cType,
        direction,
        Optional.of(function));
  }

  /** In one line: {@code length n bytes null-terminated in/out}. */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    length.ifPresent(text -> words.add("length " + text));
    lengthBy.ifPresent(by -> words.add("by " + by.getName()));
    length.filter(text -> bytes).ifPresent(text -> words.add("bytes"));
    valid.ifPresent(text -> words.add("valid " + text));
    if (nullTerminated) {
      words.add("null-terminated");
    }
    if (wide) {
      words.add("wide");
    }
    type.ifPresent(element -> words.add("of " + element.getTypeName()));
    cType.ifPresent(element -> words.add("of " + element));
    free.ifPresent(function -> words.add("freed by " + function));
    words.add(direction.name().toLowerCase(Locale.ROOT).replace('_', '/'));
    return String.join(" ", words);
  }

  private static Optional<Class<? extends LengthFunction>> lengthBy(Memsync memsync) {
    Class<? extends LengthFunction> by = memsync.lengthBy();
    if (by == LengthFunction.class) {
      return Optional.empty();
    }
    if (memsync.length().isEmpty()) {
      throw new SignatureException(
          new Diagnosis(
              ErrorCode.BAD_DIRECTIVE,
              "read @Memsync(lengthBy = " + by.getSimpleName() + ".class)",
              "",
              "a length beside lengthBy, with the numbers that it is computed from",
              "none",
              "add them: length = \"width, height\""));
    }
    return Optional.of(by);
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
