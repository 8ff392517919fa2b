package org.bascule.marshallers.text;

import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * A pointer to zero-terminated text. A null String is a null pointer. A zero inside a String is
 * sent like any other character; C takes it for the end. What a function returns is copied and
 * never freed.
 */
abstract class TextMarshaller implements Marshaller<String> {
  private final Layout.Scalar pointer;

  TextMarshaller(Layout.Scalar pointer) {
    this.pointer = pointer;
  }

  /** A new section with this text and its terminator. */
  abstract WindowsMemory place(String text, Sections sections);

  /** The text that lies there. */
  abstract String text(long address, Sections sections);

  @Override
  public final Class<String> javaType() {
    return String.class;
  }

  @Override
  public final Layout layout() {
    return pointer;
  }

  @Override
  public final void write(String value, WindowsMemory target, Sections sections) {
    target.putPointer(0, value == null ? 0 : place(value, sections).address());
  }

  @Override
  public final String read(WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    return address == 0 ? null : text(address, sections);
  }

  @Override
  public final String accept(Object argument, String path) {
    if (argument instanceof CharSequence || argument instanceof Character) {
      return argument.toString();
    }
    return Marshaller.super.accept(argument, path);
  }
}
