package org.bascule.jna.structure;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Union;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bascule.jna.CallNotes;
import org.bascule.jna.HostView;
import org.bascule.jna.Reread;
import org.bascule.spi.Layout;
import org.bascule.spi.Place;
import org.bascule.spi.Sections;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.MemberOrder;
import org.bascule.spi.memory.Zeroes;

/**
 * A Structure's content. Its Java fields are read and written; JNA's memory of it, which has the
 * layout of Linux, is left alone. Where arrays have other lengths than in a new instance, the
 * layout is another one.
 */
public final class StructureMarshaller<T extends Structure> implements Reread.Capable<T> {
  /** Layouts that are kept; a program that has more lengths computes them again. */
  private static final int MOST_LAYOUTS = 64;

  private final TypeUse use;
  private final Instances<T> instances;
  private final Shape shape;
  private final List<MovedField> fields;
  private final List<FieldMover> movers;
  private final KeptMemory kept;
  private final List<FieldMover> varying;
  private final List<Integer> writeOrder;
  private final boolean directed;
  private final boolean alike;
  private final boolean opaque;
  private final boolean unsent;
  private final Map<List<Layout>, Layout.Struct> layouts = new ConcurrentHashMap<>();
  private final Layout.Struct usual;

  /**
   * A marshaller of these fields.
   *
   * @param usual the layout of a new instance; null if it has none before its arrays are set
   * @param alike whether it looks the same on Linux
   * @param opaque whether it does but for pointers, which nobody need follow
   * @param unsent whether JNA leaves some of its fields unwritten
   */
  StructureMarshaller(
      TypeUse use,
      Instances<T> instances,
      Shape shape,
      List<MovedField> fields,
      Layout.Struct usual,
      boolean alike,
      boolean opaque,
      boolean unsent) {
    this.use = use;
    this.instances = instances;
    this.shape = shape;
    this.fields = List.copyOf(fields);
    this.movers = fields.stream().map(MovedField::mover).toList();
    this.writeOrder = MemberOrder.of(fields.stream().map(MovedField::member).toList());
    this.directed = fields.stream().anyMatch(MovedField::directed);
    this.varying = movers.stream().filter(FieldMover::varies).toList();
    this.usual = usual;
    this.alike = alike && !directed;
    this.opaque = opaque && !directed && !shape.union();
    this.unsent = unsent;
    boolean raw = this.alike || opaque && !directed && shape.union();
    this.kept = new KeptMemory(movers, raw, OwnMemory.readsItself(instances.type()));
  }

  @Override
  public Class<T> javaType() {
    return instances.type();
  }

  /** The layout of a new instance. */
  @Override
  public Layout layout() {
    if (usual == null) {
      throw StructureMistakes.unknownArrays(use, javaType());
    }
    return usual;
  }

  /** The layout of this instance. */
  public Layout.Struct layout(Structure instance) {
    if (varying.isEmpty()) {
      return usual;
    }
    List<Layout> key = new ArrayList<>(varying.size());
    for (FieldMover mover : varying) {
      key.add(mover.layout(instance));
    }
    Layout.Struct known = layouts.get(key);
    if (known == null) {
      known = shape.layout(movers, instance);
      if (directed && !sameOffsets(known)) {
        throw StructureMistakes.movedMembers(use.path());
      }
      if (layouts.size() >= MOST_LAYOUTS) {
        layouts.clear();
      }
      layouts.put(key, known);
    }
    return known;
  }

  /** Lengths of directives look for the members where a new instance has them. */
  private boolean sameOffsets(Layout.Struct other) {
    for (int i = 0; i < movers.size(); i++) {
      if (other.members().get(i).offset() != usual.members().get(i).offset()) {
        return false;
      }
    }
    return true;
  }

  /** Whether instances may have different layouts. */
  boolean varies() {
    return !varying.isEmpty();
  }

  /** Whether reading an instance has memory of the DLL freed, so that it is read once only. */
  public boolean frees() {
    return fields.stream().anyMatch(MovedField::frees);
  }

  /** Whether it looks the same on Linux and on Windows, and points nowhere. */
  boolean alike() {
    return alike;
  }

  /** Whether each field of this instance lies where JNA has it on Linux; unions do. */
  boolean sameOffsets(Structure value) {
    Layout.Struct there = layout(value);
    if (there.size() != value.size()) {
      return false;
    }
    for (int i = 0; i < movers.size(); i++) {
      FieldMover mover = movers.get(i);
      if (there.members().get(i).offset() != Internals.offset(value, mover.name())
          || !mover.sameOffsets(value)) {
        return false;
      }
    }
    return true;
  }

  /** Whether JNA leaves some of its fields unwritten. */
  boolean unsent() {
    return unsent;
  }

  /**
   * Writes the image of an instance of this JVM into cleared memory as JNA would.
   *
   * @param written whether its fields are sent, and not what its own {@code write()} has left
   */
  void send(Structure value, boolean written, WindowsMemory target, Sections call) {
    boolean longer = (alike || opaque) && OwnMemory.isLonger(value, layout(value).size());
    if (longer || alike && (unsent || !written)) {
      OwnMemory.send(value, target, CallNotes.of(call).room());
    }
    if (longer && written && opaque) {
      writeLonger(value, target, call);
    } else if (written) {
      writeFields(value, target, call);
    }
    if (alike && written && !OwnMemory.isAutomatic(value)) {
      // As JNA writes it: other views of that memory may be passed too.
      OwnMemory.receive(target, value, CallNotes.of(call).room());
    }
  }

  /** Bytes that nobody takes for a pointer stay as they lie there. */
  private void writeLonger(Structure value, WindowsMemory target, Sections call) {
    Layout.Struct layout = fitting(value, target);
    for (int i = 0; i < movers.size(); i++) {
      long offset = layout.members().get(i).offset();
      boolean untouched =
          movers.get(i) instanceof ValueMover<?> pointer
              && Pointer.nativeValue((Pointer) pointer.field().get(value))
                  == target.getLong(offset);
      if (!untouched) {
        movers.get(i).write(value, target, offset, call);
      }
    }
  }

  /**
   * Bytes that a call moves for this instance: those of its fields; all of the memory that the
   * program has laid it over, if that is longer and looks the same on both sides.
   */
  long extent(Structure value) {
    long size = layout(value).size();
    return (alike || opaque) && OwnMemory.isLonger(value, size) ? OwnMemory.size(value) : size;
  }

  /** The part of its memory's home; null if that looks otherwise, or is not JNA's. */
  WindowsMemory home(Structure value, long bytes, Sections call) {
    return alike || opaque ? OwnMemory.home(value, bytes, call) : null;
  }

  /** Brings the image back to its own memory, and to its fields if they are to be read. */
  void receive(Structure value, boolean read, WindowsMemory source, Sections call) {
    if (alike || opaque && OwnMemory.isLonger(value, layout(value).size())) {
      OwnMemory.receive(source, value, CallNotes.of(call).room());
    }
    if (read) {
      fill(value, source, call);
      if (!alike && !kept.readsItself()) {
        keep(value, source);
      }
    }
  }

  /** Puts what was read into JNA's own memory. */
  void keep(Structure value, WindowsMemory source) {
    kept.keep(value, layout(value), source);
  }

  /** Whether directives are found here or in structures that lie inside. */
  boolean directed() {
    return directed;
  }

  /**
   * Writes one field into memory that holds a value.
   *
   * @throws IllegalArgumentException if there is no such field, as JNA says it
   */
  public void writeField(String name, Structure value, WindowsMemory target, Sections call) {
    Layout.Struct layout = fitting(value, target);
    for (int i = 0; i < movers.size(); i++) {
      if (movers.get(i).name().equals(name)) {
        movers.get(i).writeChange(value, target, layout.members().get(i).offset(), call);
        return;
      }
    }
    throw new IllegalArgumentException("No such field: " + name);
  }

  /** Makes an instance lie over this memory, so that calls pass its address. */
  public static void lay(Structure value, Pointer memory) {
    Internals.useMemory(value, memory);
  }

  /** A new instance. */
  T fresh() {
    if (!instances.possible()) {
      throw StructureMistakes.noInstance(use, javaType(), null);
    }
    return instances.fresh();
  }

  /** By value only: a pointer to nothing never gets here. */
  @Override
  public void write(T value, WindowsMemory target, Sections call) {
    if (value == null && use.place() == Place.ARGUMENT) {
      throw StructureMistakes.valueMissing(use.path(), javaType());
    }
    Zeroes.clear(target);
    if (value != null) {
      writeFields(value, target, call);
    }
  }

  /** Writes the fields of this instance, or of one of a subclass, into cleared memory. */
  void writeFields(Structure value, WindowsMemory target, Sections call) {
    Layout.Struct layout = fitting(value, target);
    if (value instanceof Union union) {
      writeActive(union, layout, target, call);
      return;
    }
    for (int i : writeOrder) {
      movers.get(i).write(value, target, layout.members().get(i).offset(), call);
    }
  }

  /** Writes what means something else than what the memory holds. */
  public void writeChanges(Structure value, WindowsMemory target, Sections call) {
    Layout.Struct layout = fitting(value, target);
    String active = active(value);
    for (int i = 0; i < movers.size(); i++) {
      FieldMover mover = movers.get(i);
      if (!shape.union() || mover.name().equals(active)) {
        mover.writeChange(value, target, layout.members().get(i).offset(), call);
      }
    }
  }

  @Override
  public T read(WindowsMemory source, Sections call) {
    T value = fresh();
    receive(value, true, source, call);
    return value;
  }

  @Override
  public T reread(T old, WindowsMemory source, Sections call) {
    if (old == null) {
      return read(source, call);
    }
    fill(old, source, call);
    return old;
  }

  /** Reads all fields of this instance, of a union those that JNA reads. */
  public void fill(Structure value, WindowsMemory source, Sections call) {
    Layout.Struct layout = fitting(value, source);
    String active = active(value);
    for (int i = 0; i < movers.size(); i++) {
      FieldMover mover = movers.get(i);
      if (!shape.union() || fields.get(i).always() || mover.name().equals(active)) {
        mover.read(value, source, layout.members().get(i).offset(), call);
      }
    }
    if (kept.readsItself()) {
      readItself(value, layout, source, call);
    }
  }

  /** A {@code read()} of the program's own, which may choose the type of a union. */
  private void readItself(
      Structure value, Layout.Struct layout, WindowsMemory source, Sections call) {
    boolean remote = HostView.isRemote(Internals.memory(value));
    if (remote && !sameOffsets(value)) {
      return;
    }
    if (!remote) {
      kept.keep(value, layout, source);
    }
    String before = active(value);
    value.read();
    String chosen = active(value);
    if (!remote && !kept.raw() && chosen != null && !chosen.equals(before)) {
      // JNA's memory did not hold it.
      readField(chosen, value, layout, source, call);
    }
  }

  private void readField(
      String name, Structure value, Layout.Struct layout, WindowsMemory source, Sections call) {
    for (int i = 0; i < movers.size(); i++) {
      if (movers.get(i).name().equals(name)) {
        movers.get(i).read(value, source, layout.members().get(i).offset(), call);
      }
    }
  }

  /** Null if it is no union, or none was chosen. */
  private static String active(Structure value) {
    return value instanceof Union union ? Internals.activeField(union) : null;
  }

  private void writeActive(Union union, Layout.Struct layout, WindowsMemory target, Sections call) {
    String active = Internals.activeField(union);
    for (int i = 0; i < movers.size(); i++) {
      if (movers.get(i).name().equals(active)) {
        movers.get(i).write(union, target, layout.members().get(i).offset(), call);
      }
    }
  }

  private Layout.Struct fitting(Structure value, WindowsMemory memory) {
    Layout.Struct layout = layout(value);
    if (layout.size() > memory.size()) {
      throw StructureMistakes.otherSize(use.path(), memory.size(), layout.size());
    }
    return layout;
  }
}
