package org.bascule.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;

/** Size, alignment and inner shape of a value in Windows memory, for one {@link Abi}. */
public sealed interface Layout {
  /** All that a Windows process can address: 128 TiB. */
  long MOST_BYTES = 1L << 47;

  /** Bytes, padding at the end included. */
  long size();

  /**
   * A power of two; the address of such a value is a multiple of it, unless something is packed.
   */
  int alignment();

  /** What kind of register carries a scalar, and how it is widened to a slot. */
  enum Kind {
    SIGNED,
    UNSIGNED,
    FLOATING,
    POINTER
  }

  /** A value that fits one register: 1, 2, 4 or 8 bytes; floating ones 4 or 8. */
  record Scalar(Kind kind, int bytes) implements Layout {
    public Scalar {
      Objects.requireNonNull(kind, "kind");
      boolean width = Integer.bitCount(bytes) == 1 && bytes >= 1 && bytes <= 8;
      if (!width || (kind == Kind.FLOATING && bytes < 4)) {
        throw new IllegalArgumentException(
            "a scalar of kind " + kind + " cannot have " + bytes + " bytes");
      }
    }

    @Override
    public long size() {
      return bytes;
    }

    @Override
    public int alignment() {
      return bytes;
    }
  }

  /**
   * Elements of one layout, one after the other.
   *
   * @throws ValueException with code {@code TOO_LARGE} if it has more than {@link #MOST_BYTES}
   */
  record Array(Layout element, long count) implements Layout {
    public Array {
      Objects.requireNonNull(element, "element");
      if (count < 0) {
        throw new IllegalArgumentException("an array cannot have " + count + " elements");
      }
      if (element.size() > 0 && count > MOST_BYTES / element.size()) {
        throw tooLarge(count + " elements of " + element.size() + " bytes");
      }
    }

    @Override
    public long size() {
      return element.size() * count;
    }

    @Override
    public int alignment() {
      return element.alignment();
    }
  }

  /** A struct or union whose members' offsets are settled; made by {@link StructLayoutBuilder}. */
  record Struct(String name, List<Member> members, long size, int alignment, boolean union)
      implements Layout {
    public Struct {
      Objects.requireNonNull(name, "name");
      members = List.copyOf(members);
    }

    /** The member of that name; those of unnamed members are members of this struct. */
    public Optional<Member> member(String wanted) {
      return named().filter(m -> m.name().equals(wanted)).findFirst();
    }

    /** The names that {@link #member} finds, in the order of the declaration. */
    public List<String> names() {
      return named().map(Member::name).toList();
    }

    private Stream<Member> named() {
      return members.stream()
          .flatMap(
              m ->
                  m.isUnnamed() && m.layout() instanceof Struct inside
                      ? inside.named().map(i -> i.within(m.offset()))
                      : Stream.of(m));
    }
  }

  /**
   * One member of a struct; {@code offset} in bytes from the struct's first byte.
   *
   * @param name of a struct or union without one, words with a blank between them, which no name in
   *     C has
   */
  record Member(String name, Layout layout, long offset) {
    /** Whether its own members count as those of the struct around it. */
    public boolean isUnnamed() {
      return name.indexOf(' ') >= 0;
    }

    private Member within(long outer) {
      return new Member(name, layout, outer + offset);
    }
  }

  /**
   * A pointer whose target's layout is known. {@link #target()} may be asked only once everything
   * is compiled, since types may point to themselves.
   */
  record Pointer(int bytes, Supplier<Layout> pointee) implements Layout {
    public Pointer {
      Objects.requireNonNull(pointee, "pointee");
    }

    @Override
    public long size() {
      return bytes;
    }

    @Override
    public int alignment() {
      return bytes;
    }

    /** The layout of what it points to: of one element, if of many. */
    public Layout target() {
      return pointee.get();
    }
  }

  /** A pointer of this ABI to something of that layout. */
  static Pointer pointerTo(Abi abi, Supplier<Layout> target) {
    return new Pointer(abi.pointerSize(), target);
  }

  /** An opaque pointer of this ABI. */
  static Scalar pointer(Abi abi) {
    return new Scalar(Kind.POINTER, abi.pointerSize());
  }

  /** What nobody's memory has room for. */
  static ValueException tooLarge(String actual) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.TOO_LARGE,
            "lay out a type",
            "",
            "at most " + MOST_BYTES + " bytes, all that a Windows process can address",
            actual,
            "correct the lengths of the arrays"));
  }
}
