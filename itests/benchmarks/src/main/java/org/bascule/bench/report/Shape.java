package org.bascule.bench.report;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One row of the table: a call, and what it is compared with. Benchmarks are named by class and
 * method; an empty name stands for none.
 *
 * @param title for people
 * @param ours the benchmark that crosses the bridge
 * @param jna the same through JNA's interface mapping, inside the JVM's process
 * @param direct the same by JNA's direct mapping
 * @param floor what it could cost at best: the C program in the place of the JVM, or memcpy
 * @param sections where it is measured
 */
public record Shape(
    String title, String ours, String jna, String direct, String floor, Set<Section> sections) {
  /** One that is measured where nothing is in the way. */
  static Shape of(String title, String ours) {
    return new Shape(title, ours, "", "", "", EnumSet.of(Section.FREE));
  }

  Shape besideJna(String reference) {
    return new Shape(title, ours, reference, direct, floor, sections);
  }

  Shape besideDirect(String reference) {
    return new Shape(title, ours, jna, reference, floor, sections);
  }

  Shape above(String reference) {
    return new Shape(title, ours, jna, direct, reference, sections);
  }

  Shape alsoIn(Section first, Section... more) {
    Set<Section> all = EnumSet.copyOf(sections);
    all.addAll(EnumSet.of(first, more));
    return new Shape(title, ours, jna, direct, floor, all);
  }

  /** The benchmarks that it needs. */
  public List<String> benchmarks() {
    return Stream.of(ours, jna, direct, floor).filter(name -> !name.isEmpty()).toList();
  }
}
