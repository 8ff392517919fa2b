package org.bascule.marshallers.struct;

import java.util.Map;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** A struct. */
final class MapStructMarshaller extends MapMarshaller {
  MapStructMarshaller(Shape shape, boolean updates) {
    super(shape, updates);
  }

  @Override
  void writeMembers(Map<String, Object> value, WindowsMemory target, Sections sections) {
    for (Member member : shape().inWriteOrder()) {
      Object part = member.in(value);
      if (part != null) {
        member.write(fitting(member, part), target, sections);
      }
      if (updates() && member.isPointer()) {
        long address = target.getPointer(member.offset());
        Notes.of(sections).pointer(target.address(), member.name(), address);
      }
    }
  }

  @Override
  public void fill(Map<String, Object> value, WindowsMemory source, Sections sections) {
    for (Member member : shape().members()) {
      member.put(member.read(source, sections), value);
    }
  }

  @Override
  void updateMembers(Map<String, Object> value, WindowsMemory source, Sections sections) {
    for (Member member : shape().members()) {
      Object old = member.in(value);
      boolean kept = old != null && isWhereItWas(member, source, sections);
      if (kept && member.isPointer() && member.readOnly()) {
        member.put(old, value);
      } else if (kept && member.marshaller().updates()) {
        member.update(old, source, sections);
        member.put(old, value);
      } else {
        member.put(member.read(source, sections), value);
      }
    }
  }

  @Override
  public void change(Map<String, Object> value, WindowsMemory copy, Sections sections) {
    for (Member member : shape().inWriteOrder()) {
      if (member.isIn(value)) {
        member.change(fitting(member, member.in(value)), copy, sections);
      }
    }
  }

  /** The DLL may have let a pointer point elsewhere; the old object has no part in that. */
  private static boolean isWhereItWas(Member member, WindowsMemory struct, Sections sections) {
    if (!member.isPointer()) {
      return true;
    }
    long address = struct.getPointer(member.offset());
    return Notes.of(sections).isUnchanged(struct.address(), member.name(), address);
  }
}
