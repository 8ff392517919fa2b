package org.bascule.marshallers.struct;

import java.util.Map;
import org.bascule.marshallers.memory.Changes;
import org.bascule.marshallers.memory.InPlace;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Refusals;
import org.bascule.spi.memory.Zeroes;

/**
 * A struct or union as a Map of its members by name, in their order; missing ones and nulls are
 * zero.
 */
abstract class MapMarshaller
    implements Fillable<Map<String, Object>>, InPlace<Map<String, Object>> {
  private static final int LONGEST_PATH = 200;

  private final Shape shape;
  private final boolean updates;

  /**
   * Members of this shape.
   *
   * @param updates whether the DLL gets at the caller's struct and not at a copy
   */
  MapMarshaller(Shape shape, boolean updates) {
    this.shape = shape;
    this.updates = updates;
  }

  final Shape shape() {
    return shape;
  }

  @Override
  @SuppressWarnings("unchecked")
  public final Class<Map<String, Object>> javaType() {
    return (Class<Map<String, Object>>) (Class<?>) Map.class;
  }

  @Override
  public final Layout layout() {
    return shape.layout();
  }

  @Override
  public final long imageSize(Map<String, Object> value) {
    return shape.size(last -> value == null ? null : fitting(last, value.get(last.name())));
  }

  @Override
  public final boolean updates() {
    return updates;
  }

  @Override
  public final Map<String, Object> blank() {
    return new Values();
  }

  @Override
  public final Map<String, Object> read(WindowsMemory source, Sections sections) {
    Map<String, Object> values = blank();
    fill(values, source, sections);
    return values;
  }

  @Override
  public final void write(Map<String, Object> value, WindowsMemory target, Sections sections) {
    Zeroes.fill(target, 0);
    if (value == null) {
      shape.checkMayBeMissing(expected());
      return;
    }
    value.keySet().forEach(name -> known(name, shape.path()));
    writeMembers(value, target, sections);
  }

  /** Writes the members over zeroes. */
  abstract void writeMembers(Map<String, Object> value, WindowsMemory target, Sections sections);

  @Override
  public final void update(Map<String, Object> value, WindowsMemory source, Sections sections) {
    if (updates && value != null) {
      Notes notes = Notes.of(sections);
      notes.now(() -> updateOnce(value, source, sections, notes));
    }
  }

  private void updateOnce(
      Map<String, Object> value, WindowsMemory source, Sections sections, Notes notes) {
    if (notes.updating(value)) {
      // A Map of the caller's own may be one that cannot change.
      Values values = value instanceof Values own ? own : Values.copy(value);
      updateMembers(values, source, sections);
      values.publish();
    }
  }

  abstract void updateMembers(Map<String, Object> value, WindowsMemory source, Sections sections);

  @Override
  public final void writeBack(Map<String, Object> value, WindowsMemory source, Sections sections) {
    if (value != null) {
      value.keySet().forEach(name -> known(name, shape.path()));
      Changes.writeBack(this, value, source, shape.abi(), sections);
    }
  }

  @Override
  public void changeCounted(Map<String, Object> value, WindowsMemory there, Sections sections) {
    for (Member member : shape.inWriteOrder()) {
      if (member.isIn(value)) {
        member.changeCounted(fitting(member, member.in(value)), there, sections);
      }
    }
  }

  @Override
  public final Map<String, Object> accept(Object argument, String path) {
    if (argument == null) {
      return null;
    }
    if (!(argument instanceof Map<?, ?> given)) {
      throw Refusals.wrongKind(path, expected(), argument);
    }
    return AcceptedMaps.take(javaType().cast(given), shape, values -> take(given, values, path));
  }

  private void take(Map<?, ?> given, Values values, String path) {
    given.keySet().forEach(name -> known(name, path));
    for (Member member : shape.members()) {
      Object value = member.in(given);
      if (value != null) {
        member.put(member.marshaller().accept(value, below(path, member)), values);
      }
    }
  }

  /** The member's path; that of a long list's end says where it begins. */
  private static String below(String path, Member member) {
    if (!member.names().contains(member.name())) {
      return path;
    }
    boolean tooLong = path.length() > LONGEST_PATH;
    return (tooLong ? path.substring(0, LONGEST_PATH / 2) + "…" : path) + "." + member.name();
  }

  /** A member's value for its marshaller; one that was put in since the Map was taken is taken. */
  static Object fitting(Member member, Object value) {
    return value == null || member.marshaller().javaType().isInstance(value)
        ? value
        : member.marshaller().accept(value, member.path());
  }

  final String expected() {
    return "a Map with " + shape.names();
  }

  private void known(Object name, String path) {
    if (!shape.knows(String.valueOf(name))) {
      throw Refusals.argument(
          path, expected(), "\"" + name + "\"", "use the names of the prototype");
    }
  }
}
