package org.bascule.marshallers.struct;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Refusals;
import org.bascule.spi.memory.Zeroes;

/**
 * A union: the given member is written, all are read. Several may be given if their bytes agree, as
 * those of a union that was read do.
 */
final class MapUnionMarshaller extends MapMarshaller {
  private final List<Member> largestFirst;

  MapUnionMarshaller(Shape shape, boolean updates) {
    super(shape, updates);
    largestFirst =
        shape.members().stream().sorted(Comparator.comparing(Member::size).reversed()).toList();
  }

  @Override
  void writeMembers(Map<String, Object> value, WindowsMemory target, Sections sections) {
    Member first = null;
    for (Member member : largestFirst) {
      Object part = member.in(value);
      if (part != null && first == null) {
        member.write(fitting(member, part), target, sections);
        first = member;
      } else if (part != null && !agrees(member, part, target, sections)) {
        throw Refusals.argument(
            shape().path(),
            "one of the " + shape().names(),
            first.words() + " and " + member.words() + ", whose bytes differ",
            "pass the one that is meant");
      }
    }
  }

  @Override
  public void fill(Map<String, Object> value, WindowsMemory source, Sections sections) {
    for (Member member : shape().members()) {
      member.put(member.readIfPossible(source, sections), value);
    }
  }

  @Override
  void updateMembers(Map<String, Object> value, WindowsMemory source, Sections sections) {
    fill(value, source, sections);
  }

  @Override
  public void change(Map<String, Object> value, WindowsMemory copy, Sections sections) {
    new UnionChanges(shape()).change(member -> given(member, value), copy, sections);
  }

  @Override
  public void changeCounted(Map<String, Object> value, WindowsMemory there, Sections sections) {
    new UnionChanges(shape()).changeCounted(member -> given(member, value), there, sections);
  }

  private static Object given(Member member, Map<String, Object> value) {
    return fitting(member, member.in(value));
  }

  /** Whether a value has the bytes that are there already. */
  static boolean agrees(Member member, Object part, WindowsMemory target, Sections sections) {
    WindowsMemory image =
        sections.allocate(member.size(), member.marshaller().layout().alignment());
    Zeroes.fill(image, 0);
    member.marshaller().write(fitting(member, part), image, sections);
    for (long i = 0; i < member.size(); i++) {
      if (image.getByte(i) != target.getByte(i)) {
        return false;
      }
    }
    return true;
  }
}
