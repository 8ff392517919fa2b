package org.bascule.marshallers;

import java.util.List;
import java.util.function.Consumer;
import org.bascule.marshallers.address.AddressMarshallerFactory;
import org.bascule.marshallers.array.ArrayMarshallerFactory;
import org.bascule.marshallers.buffer.TextBufferMarshallerFactory;
import org.bascule.marshallers.nio.BufferMarshallerFactory;
import org.bascule.marshallers.ref.RefMarshallerFactory;
import org.bascule.marshallers.scalar.ScalarMarshallerFactory;
import org.bascule.marshallers.text.StringMarshallerFactory;
import org.bascule.spi.Abi;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.memory.HeapMemory;

/**
 * A call with one pointer whose memory is the test's own: what is written can be looked at and
 * changed before it is brought back. {@code n} and {@code m} in length expressions are the fields.
 */
public final class FakeCall {
  private static final List<MarshallerFactory> FACTORIES =
      List.of(
          new ScalarMarshallerFactory(),
          new StringMarshallerFactory(),
          new ArrayMarshallerFactory(),
          new RefMarshallerFactory(),
          new TextBufferMarshallerFactory(),
          new BufferMarshallerFactory(),
          new AddressMarshallerFactory());

  public final HeapSections sections;
  public final HeapMemory cell;
  public long n;
  public long m;
  private final KitContext context;

  public FakeCall(Abi abi) {
    sections = new HeapSections(abi);
    cell = HeapMemory.allocate(abi, 0x1000, abi.pointerSize()).fill(0xEE);
    context =
        KitContext.of(abi, FACTORIES.toArray(MarshallerFactory[]::new))
            .withLength("n", (c, s) -> n)
            .withLength("m", (c, s) -> m);
  }

  public FakeCall length(long value) {
    n = value;
    return this;
  }

  public KitContext context() {
    return context;
  }

  @SuppressWarnings("unchecked")
  public Marshaller<Object> marshaller(TypeUse use) {
    return (Marshaller<Object>) context.marshaller(use);
  }

  /**
   * Writes the value, lets the function work on the first section's memory, brings changes back.
   */
  public void call(TypeUse use, Object value, Consumer<WindowsMemory> function) {
    Marshaller<Object> marshaller = marshaller(use);
    marshaller.write(value, cell, sections);
    function.accept(memory());
    marshaller.update(value, cell, sections);
    sections.checkGuards();
  }

  /** Writes the value only. */
  public HeapMemory send(TypeUse use, Object value) {
    marshaller(use).write(value, cell, sections);
    sections.checkGuards();
    return memory();
  }

  /** Reads a value from memory that the function made, which is 16-byte aligned. */
  public Object read(TypeUse use, byte[] content) {
    cell.putPointer(0, allocate(content).address());
    return marshaller(use).read(cell, sections);
  }

  /** Memory of the function's own. */
  public WindowsMemory allocate(byte[] content) {
    WindowsMemory made = sections.allocate(content.length, 16);
    made.putBytes(0, content, 0, content.length);
    return made;
  }

  /** The section that the cell points to. */
  public HeapMemory memory() {
    for (int i = 0; i < sections.count(); i++) {
      if (sections.section(i).address() == cell.getPointer(0)) {
        return sections.section(i);
      }
    }
    throw new AssertionError("the cell points to no section");
  }
}
