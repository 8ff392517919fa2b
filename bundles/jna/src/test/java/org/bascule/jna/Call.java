package org.bascule.jna;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.bascule.spi.Abi;
import org.bascule.spi.Directive;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.memory.HeapMemory;

/** One call with one argument: the test plays the DLL between {@link #send} and {@link #finish}. */
public final class Call {
  private final Abi abi;
  private final HeapSections sections;
  private final HeapMemory cell;
  private final Marshaller<Object> marshaller;
  private final KitContext context;

  private Call(Abi abi, TypeUse use) {
    this(abi, use, KitContext.of(abi));
  }

  @SuppressWarnings("unchecked")
  private Call(Abi abi, TypeUse use, KitContext lengths) {
    this.abi = abi;
    sections = new HeapSections(abi);
    KitContext all = Fixture.context(abi).withMemory(sections);
    for (var length : lengths.lengths().entrySet()) {
      all = all.withLength(length.getKey(), length.getValue());
    }
    context = all;
    marshaller = (Marshaller<Object>) context.marshaller(use);
    int size = (int) marshaller.layout().size();
    cell = HeapMemory.allocate(abi, 0x1000, size).fill(0xEE);
  }

  private Call(Call before) {
    abi = before.abi;
    sections = new HeapSections(abi);
    context = before.context;
    marshaller = before.marshaller;
    cell = HeapMemory.allocate(abi, 0x1000, (int) marshaller.layout().size()).fill(0xEE);
  }

  /** Another call of the same function in the same session. */
  public Call next() {
    return new Call(this);
  }

  public static Call argument(Abi abi, Class<?> type, Annotation... annotations) {
    return new Call(
        abi,
        new TypeUse(type, Optional.empty(), List.of(annotations), Place.ARGUMENT, "argument 0"));
  }

  public static Call result(Abi abi, Class<?> type) {
    return new Call(abi, new TypeUse(type, Optional.empty(), List.of(), Place.RESULT, "result"));
  }

  public static Call argument(Abi abi, Class<?> type, Directive directive, KitContext lengths) {
    TypeUse use =
        new TypeUse(type, Optional.empty(), List.of(), Place.ARGUMENT, "argument 0")
            .withDirective(directive);
    return new Call(abi, use, lengths);
  }

  public static Call of(Abi abi, TypeUse use) {
    return new Call(abi, use);
  }

  public Marshaller<Object> marshaller() {
    return marshaller;
  }

  public HeapSections sections() {
    return sections;
  }

  public WindowsMemory cell() {
    return cell;
  }

  /** Writes the argument; what it points to. */
  public WindowsMemory send(Object value, long size) {
    marshaller.write(value, cell, sections);
    return target(size);
  }

  /** What the cell points to. */
  public WindowsMemory target(long size) {
    return sections.view(cell.getPointer(0), size);
  }

  /** Reads back what the DLL changed. */
  public void finish(Object value) {
    marshaller.update(value, cell, sections);
    sections.checkGuards();
  }

  /** What a result with this address is. */
  public Object read(long address) {
    cell.putPointer(0, address);
    return marshaller.read(cell, sections);
  }

  /** Text of the DLL's own. */
  public long text(String ascii) {
    byte[] bytes = (ascii + "\0").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    WindowsMemory memory = sections.allocate(bytes.length, 1);
    memory.putBytes(0, bytes, 0, bytes.length);
    return memory.address();
  }

  public Abi abi() {
    return abi;
  }
}
