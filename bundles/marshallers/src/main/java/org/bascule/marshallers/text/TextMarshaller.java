package org.bascule.marshallers.text;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * A pointer to zero-terminated text. A null String is a null pointer. What a function returns is
 * copied, and freed only if a directive names the function that does it.
 */
abstract class TextMarshaller implements Marshaller<String> {
  private final Layout.Scalar pointer;
  private final Optional<String> free;

  TextMarshaller(Layout.Scalar pointer, Optional<String> free) {
    this.pointer = pointer;
    this.free = free;
  }

  /** Where texts that Java passed lie: they are not the DLL's to free. */
  private static final class Sent {
    private final Set<Long> addresses = new HashSet<>();
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
    long address = value == null ? 0 : place(value, sections).address();
    if (free.isPresent()) {
      sections.notes(Sent.class, Sent::new).addresses.add(address);
    }
    target.putPointer(0, address);
  }

  @Override
  public final String read(WindowsMemory source, Sections sections) {
    long address = source.getPointer(0);
    String text = address == 0 ? null : text(address, sections);
    if (free.isPresent() && !sections.notes(Sent.class, Sent::new).addresses.contains(address)) {
      sections.release(address, free.get());
    }
    return text;
  }

  @Override
  public final String accept(Object argument, String path) {
    if (argument instanceof CharSequence || argument instanceof Character) {
      return argument.toString();
    }
    return Marshaller.super.accept(argument, path);
  }
}
