package org.bascule.jna;

import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.TypeUse;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.memory.HeapMemory;

/** A marshaller of pointers, and the bits that it makes and takes. */
public record Wire(Marshaller<Object> marshaller, KitContext context) {
  @SuppressWarnings("unchecked")
  public static Wire of(TypeUse use, KitContext context) {
    return new Wire((Marshaller<Object>) context.marshaller(use), context);
  }

  public long toBits(Object value) {
    HeapMemory image = image();
    marshaller.write(value, image, new HeapSections(context.abi()));
    return image.getPointer(0);
  }

  public Object fromBits(long bits) {
    HeapMemory image = image();
    image.putPointer(0, bits);
    return marshaller.read(image, new HeapSections(context.abi()));
  }

  public Object accept(Object argument, String path) {
    return marshaller.accept(argument, path);
  }

  public Layout layout() {
    return marshaller.layout();
  }

  private HeapMemory image() {
    return HeapMemory.allocate(context.abi(), 0x1000, context.abi().pointerSize());
  }
}
