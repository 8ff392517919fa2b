package org.bascule.spi.kit;

import java.util.BitSet;
import java.util.function.BiPredicate;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.bascule.spi.Marshaller;
import org.bascule.spi.WindowsMemory;

/** One marshaller and the memory it is tried on: an image between guard bytes. */
record Trial<T>(Abi abi, Marshaller<T> marshaller, BiPredicate<Object, Object> equality) {
  private static final int GUARD = 32;
  private static final int[] BACKGROUNDS = {0x5A, 0xA5};

  /** The image after writing over this background; its guards and the sections' are checked. */
  private byte[] image(T value, int background, Rule rule) {
    HeapSections sections = new HeapSections(abi);
    HeapMemory memory = memory(background);
    marshaller.write(value, inner(memory), sections);
    byte[] all = memory.toBytes();
    checkGuards(all, (byte) background, "write()", rule);
    checkSections(sections, rule);

    T back = marshaller.read(inner(memory), sections);
    rule.require(
        equality.test(value, back), "read() gave back " + back + " instead of what was written");
    marshaller.update(value, inner(memory), sections);
    rule.require(
        java.util.Arrays.equals(all, memory.toBytes()), "read() or update() changed the image");
    checkSections(sections, rule);
    return all;
  }

  void check(T value, Rule rule) {
    byte[] one = image(value, BACKGROUNDS[0], rule);
    byte[] other = image(value, BACKGROUNDS[1], rule);
    BitSet significant = LayoutRules.significant(marshaller.layout());
    significant.stream()
        .forEach(
            i ->
                rule.require(
                    one[GUARD + i] == other[GUARD + i],
                    "write() left byte " + i + " of the image as it was"));
    rule.require(
        equality.test(value, marshaller.accept(value, "sample")),
        "accept() does not take the value as it is");
  }

  boolean refuses(T value) {
    try {
      marshaller.write(value, inner(memory(0)), new HeapSections(abi));
      return false;
    } catch (ValueException e) {
      return true;
    } catch (RuntimeException e) {
      throw new AssertionError(
          abi
              + ": write("
              + value
              + ") threw a "
              + e.getClass().getName()
              + " instead of a"
              + " ValueException",
          e);
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
    }
    rule.require(false, "accept() took an object that can mean nothing to it");
  }

  /** A type that no marshaller knows. */
  private static final class Stranger {}

  private HeapMemory memory(int background) {
    int size = Math.toIntExact(marshaller.layout().size());
    return HeapMemory.allocate(abi, 0x1000, size + 2 * GUARD).fill(background);
  }

  private WindowsMemory inner(HeapMemory memory) {
    return memory.slice(GUARD, marshaller.layout().size());
  }

  private static void checkGuards(byte[] all, byte background, String who, Rule rule) {
    for (int i = 0; i < GUARD; i++) {
      boolean untouched = all[i] == background && all[all.length - 1 - i] == background;
      rule.require(untouched, who + " wrote outside of the image");
    }
  }

  private static void checkSections(HeapSections sections, Rule rule) {
    try {
      sections.checkGuards();
    } catch (AssertionError e) {
      throw new AssertionError(rule.subject() + e.getMessage(), e);
    }
  }
}
