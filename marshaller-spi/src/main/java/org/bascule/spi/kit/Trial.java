package org.bascule.spi.kit;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.bascule.spi.Marshaller;
import org.bascule.spi.memory.HeapMemory;

/**
 * One marshaller and the memory it is tried on. Its image is a bounded view, so that a byte too far
 * is an exception.
 */
record Trial<T>(Abi abi, Marshaller<T> marshaller, BiPredicate<Object, Object> equality) {
  private static final int[] BACKGROUNDS = {0x5A, 0xA5};

  void check(T value, Rule rule) {
    byte[] one = image(value, BACKGROUNDS[0], rule);
    byte[] other = image(value, BACKGROUNDS[1], rule);
    BitSet significant = LayoutRules.significant(marshaller.layout());
    significant.stream()
        .forEach(
            i ->
                rule.require(
                    one[i] == other[i], "write() left byte " + i + " of the image as it was"));
    T accepted = attempt("accept()", rule, () -> marshaller.accept(value, "sample"));
    rule.require(equality.test(value, accepted), "accept() does not take the value as it is");
  }

  /** Whether {@code write} says no to this value, in the way that is due. */
  boolean refuses(T value) {
    try {
      marshaller.write(value, memory(0), new HeapSections(abi));
      return false;
    } catch (ValueException e) {
      if (e.diagnosis().code() == ErrorCode.OUT_OF_BOUNDS) {
        throw threw("write(" + value + ")", new Rule(abi + ": "), e);
      }
      return true;
    } catch (RuntimeException e) {
      throw threw("write(" + value + ")", new Rule(abi + ": "), e);
    }
  }

  void checkStranger(Rule rule) {
    if (marshaller.javaType() == Object.class) {
      return;
    }
    try {
      marshaller.accept(new Stranger(), "stranger");
    } catch (ValueException e) {
      return;
    } catch (RuntimeException e) {
      throw threw("accept() of an object that can mean nothing to it", rule, e);
    }
    rule.require(false, "accept() took an object that can mean nothing to it");
  }

  /** A type that no marshaller knows. */
  private static final class Stranger {}

  /** The image after writing over this background. */
  private byte[] image(T value, int background, Rule rule) {
    HeapSections sections = new HeapSections(abi);
    HeapMemory memory = memory(background);
    attempt("write()", rule, () -> written(value, memory, sections));
    byte[] image = memory.toBytes();
    checkSections(sections, rule);

    T back = attempt("read()", rule, () -> marshaller.read(memory, sections));
    rule.require(
        equality.test(value, back), "read() gave back " + back + " instead of what was written");
    attempt("update()", rule, () -> updated(value, memory, sections));
    rule.require(Arrays.equals(image, memory.toBytes()), "read() or update() changed the image");
    checkSections(sections, rule);
    List<byte[]> behind = content(sections);
    attempt("writeBack()", rule, () -> writtenBack(back, memory, sections));
    rule.require(
        Arrays.equals(image, memory.toBytes()) && isSame(behind, content(sections)),
        "writeBack() of a value that nobody changed changed memory");
    checkSections(sections, rule);
    return image;
  }

  /** What lies in each section. */
  private static List<byte[]> content(HeapSections sections) {
    return IntStream.range(0, sections.count())
        .mapToObj(i -> sections.section(i).toBytes())
        .toList();
  }

  /** Further sections may have come. */
  private static boolean isSame(List<byte[]> before, List<byte[]> after) {
    return IntStream.range(0, before.size())
        .allMatch(i -> Arrays.equals(before.get(i), after.get(i)));
  }

  private T written(T value, HeapMemory memory, HeapSections sections) {
    marshaller.write(value, memory, sections);
    return value;
  }

  private T updated(T value, HeapMemory memory, HeapSections sections) {
    marshaller.update(value, memory, sections);
    return value;
  }

  private T writtenBack(T value, HeapMemory memory, HeapSections sections) {
    marshaller.writeBack(value, memory, sections);
    return value;
  }

  private HeapMemory memory(int background) {
    int size = Math.toIntExact(marshaller.layout().size());
    return HeapMemory.allocate(abi, 0x1000, size).fill(background);
  }

  private static <R> R attempt(String what, Rule rule, Supplier<R> action) {
    try {
      return action.get();
    } catch (RuntimeException e) {
      throw threw(what, rule, e);
    }
  }

  private static AssertionError threw(String what, Rule rule, RuntimeException e) {
    return new AssertionError(rule.subject() + what + " threw " + e, e);
  }

  private static void checkSections(HeapSections sections, Rule rule) {
    try {
      sections.checkGuards();
    } catch (AssertionError e) {
      throw new AssertionError(rule.subject() + e.getMessage(), e);
    }
  }
}
