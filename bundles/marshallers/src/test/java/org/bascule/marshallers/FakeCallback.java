package org.bascule.marshallers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.ServiceLoader;
import org.bascule.spi.Abi;
import org.bascule.spi.LengthSource;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.memory.HeapMemory;

/**
 * A callback with one pointer argument: the test makes the DLL's memory, and plays the Java code
 * between {@link #read} and {@link #finish}.
 */
public final class FakeCallback {
  public final Abi abi;
  public final HeapSections sections;
  public final FarSections far;
  public final HeapMemory cell;
  private KitContext context;
  private Marshaller<Object> marshaller;
  private Object value;

  public FakeCallback(Abi abi) {
    this.abi = abi;
    sections = new HeapSections(abi);
    far = new FarSections(sections);
    cell = HeapMemory.allocate(abi, 0x1000, abi.pointerSize());
    context =
        KitContext.of(
                abi,
                ServiceLoader.load(MarshallerFactory.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toArray(MarshallerFactory[]::new))
            .withMemory(sections);
  }

  public FakeCallback length(String expression, LengthSource source) {
    context = context.withLength(expression, source);
    return this;
  }

  /** Memory of the DLL's own; what lies after it is not zero. */
  public HeapMemory memory(byte... content) {
    HeapMemory made = (HeapMemory) sections.allocate(content.length, 16);
    made.putBytes(0, content, 0, content.length);
    return made;
  }

  public HeapMemory ints(int... content) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * content.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(content).forEach(bytes::putInt);
    return memory(bytes.array());
  }

  /** What the callback gets for a pointer to that memory; null for a null pointer. */
  @SuppressWarnings("unchecked")
  public <T> T read(TypeUse use, WindowsMemory memory) {
    marshaller = (Marshaller<Object>) context.marshaller(use);
    cell.putPointer(0, memory == null ? 0 : memory.address());
    value = marshaller.read(cell, far);
    return (T) value;
  }

  /** The callback returns; the argument's own cell stays as it is. */
  public void finish() {
    byte[] before = cell.toBytes();
    marshaller.writeBack(value, cell, far);
    sections.checkGuards();
    if (!Arrays.equals(before, cell.toBytes())) {
      throw new AssertionError("the argument itself has changed");
    }
  }

  public static int[] ints(WindowsMemory memory) {
    int[] ints = new int[(int) memory.size() / 4];
    memory.getInts(0, ints, 0, ints.length);
    return ints;
  }

  public static String text(HeapMemory memory) {
    return new String(memory.toBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
