package org.bascule.marshallers.struct;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.bascule.marshallers.memory.Blocks;
import org.bascule.marshallers.memory.Changes;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.HeapMemory;
import org.bascule.spi.memory.Refusals;

/**
 * What a callback has changed in a union that it was given, all members of which it could read: the
 * member that means something else than the memory does.
 *
 * @param shape the union's
 */
record UnionChanges(Shape shape) {
  /** Puts it into a copy of the union; several must agree. */
  void change(Function<Member, Object> values, WindowsMemory copy, Sections sections) {
    List<Member> changed =
        shape.members().stream()
            .filter(m -> values.apply(m) != null && !m.counted())
            .filter(m -> differs(m, values.apply(m), copy, sections))
            .sorted(Comparator.comparing(Member::size).reversed())
            .toList();
    Member first = null;
    for (Member member : changed) {
      Object value = values.apply(member);
      if (first == null) {
        put(member, value, copy, sections);
        first = member;
      } else if (!MapUnionMarshaller.agrees(member, value, copy, sections)) {
        throw Refusals.argument(
            shape.path(),
            "one of the " + shape.names(),
            first.words() + " and " + member.words() + ", both changed, whose bytes differ",
            "change the one that is meant");
      }
    }
  }

  /** Arrays behind pointers that are still what they were when they were read. */
  void changeCounted(Function<Member, Object> values, WindowsMemory there, Sections sections) {
    for (Member member : shape.members()) {
      Object value = values.apply(member);
      boolean known =
          value != null
              && member.counted()
              && Blocks.room(member.cell(there).getPointer(0), sections) > 0;
      if (known) {
        member.changeCounted(value, there, sections);
      }
    }
  }

  private static void put(Member member, Object value, WindowsMemory copy, Sections sections) {
    if (member.isPointer()) {
      member.change(value, copy, sections);
    } else {
      member.write(value, copy, sections);
    }
  }

  private boolean differs(Member member, Object value, WindowsMemory copy, Sections sections) {
    if (member.marshaller() instanceof StructPointerMarshaller<Object>) {
      // Structs may lead back to themselves: it compares addresses, and changes what is there.
      return true;
    }
    Object before = member.readIfPossible(copy, sections);
    if (before == null || hasPointers(member.marshaller().layout())) {
      return !Objects.deepEquals(before, value);
    }
    byte[] old = image(member, before, sections);
    return !Arrays.equals(old, image(member, value, sections));
  }

  private byte[] image(Member member, Object value, Sections sections) {
    HeapMemory image = HeapMemory.allocate(shape.abi(), 0, (int) member.size());
    member.marshaller().write(value, image, sections);
    return image.toBytes();
  }

  private static boolean hasPointers(Layout layout) {
    if (layout instanceof Layout.Struct struct) {
      return struct.members().stream().anyMatch(m -> hasPointers(m.layout()));
    }
    return layout instanceof Layout.Array array
        ? hasPointers(array.element())
        : Changes.isPointer(layout);
  }
}
