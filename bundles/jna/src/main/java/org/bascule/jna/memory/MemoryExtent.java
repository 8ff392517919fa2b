package org.bascule.jna.memory;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import java.util.Optional;
import org.bascule.annotation.Direction;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.Layout;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.Sections;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Extent;
import org.bascule.spi.memory.Refusals;

/**
 * How much of a {@link Memory} is sent and how much comes back: what a directive says, else all of
 * it, byte by byte.
 *
 * @param elements how they are copied
 * @param said how many the directive wants
 */
record MemoryExtent(Directive directive, ElementCopier elements, Extent said, String path) {
  private static final Layout BYTE = new Layout.Scalar(Layout.Kind.SIGNED, Byte.BYTES);
  private static final Layout WIDE = new Layout.Scalar(Layout.Kind.UNSIGNED, Character.BYTES);

  static MemoryExtent of(TypeUse use, MarshallerContext context) {
    Directive directive = use.directive().orElse(Directive.NONE);
    Freeing.of(use).ifPresent(function -> checkEnd(directive, function, use));
    ElementCopier elements = elements(directive, use, context);
    Extent said = Extent.of(use, context, elements.host().size());
    return new MemoryExtent(directive, elements, said, use.path());
  }

  /** Whether something was said, so that the element's layout is known. */
  boolean isDirected() {
    return !directive.equals(Directive.NONE);
  }

  /** The function that frees what the DLL hands out, once it has been copied. */
  Optional<String> free() {
    return directive.free();
  }

  boolean comesBack() {
    return directive.direction() != Direction.IN;
  }

  /** How many elements the DLL may use. */
  long capacity(Memory memory, WindowsMemory cell, Sections call) {
    long there = elements.count(memory);
    return said.isLimited() ? said.before(cell, call, limited(there)) : there;
  }

  /** How many elements have something to say before the call. */
  long used(Memory memory, long capacity) {
    if (directive.direction() == Direction.OUT) {
      return 0;
    }
    if (!directive.nullTerminated() || said.isLimited()) {
      return capacity;
    }
    long used = elements.terminated(memory);
    if (used < 0) {
      throw Refusals.length(
          path,
          "a zero element in memory of " + memory.size() + " bytes, which ends it",
          "none",
          "add the terminator");
    }
    return used;
  }

  /** How many elements are valid after the call. */
  long valid(WindowsMemory section, WindowsMemory cell, Sections call) {
    long capacity = section.size() / elements.host().size();
    if (said.isSaid()) {
      return said.after(cell, call, limited(capacity));
    }
    return directive.nullTerminated() ? elements.terminated(section) : capacity;
  }

  /** A copy of what the DLL has at this address. */
  Memory copy(long address, WindowsMemory cell, Sections call) {
    long count = there(address, cell, call);
    Memory copy = new Memory(Math.max(1, count * elements.local()));
    elements.receive(call.view(address, elements.hostBytes(count)), copy, count);
    return copy;
  }

  /** How many elements the DLL has handed out; one that ends them is included. */
  private long there(long address, WindowsMemory cell, Sections call) {
    if (said.isSaid()) {
      return said.there(cell, call);
    }
    int unit = (int) elements.host().size();
    return call.readTerminated(address, unit).length / unit + 1L;
  }

  /** More elements than that are never counted by a directive. */
  private static int limited(long count) {
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  private static void checkEnd(Directive directive, String function, TypeUse use) {
    boolean ends =
        directive.length().isPresent()
            || directive.valid().isPresent()
            || directive.nullTerminated();
    if (!ends) {
      throw Refusals.directive(
          use,
          "a length, since what " + function + " frees is copied before",
          use.description() + " with free and without a length",
          "add a length or nullTerminated, or take free away and call " + function + " after use");
    }
  }

  private static ElementCopier elements(
      Directive directive, TypeUse use, MarshallerContext context) {
    Class<?> type = directive.type().orElse(directive.cType().isEmpty() ? byte.class : null);
    boolean plain = type == null || type == byte.class;
    if (plain && directive.wide()) {
      return new ElementCopier(WIDE, Native.WCHAR_SIZE);
    }
    if (plain && directive.cType().isEmpty()) {
      return new ElementCopier(BYTE, Byte.BYTES);
    }
    Layout host = context.marshaller(element(type, directive, use)).layout();
    return new ElementCopier(host, local(type, host, use));
  }

  private static TypeUse element(Class<?> type, Directive directive, TypeUse use) {
    Optional<CType> cType = directive.cType();
    return type == null ? use.target(Object.class, cType) : use.target(type, cType);
  }

  /** What JNA takes for one element here. */
  private static int local(Class<?> type, Layout host, TypeUse use) {
    if (type == null || type == boolean.class) {
      return (int) host.size();
    }
    if (type == Pointer.class) {
      return Native.POINTER_SIZE;
    }
    int local = Structure.class.isAssignableFrom(type) ? 0 : Native.getNativeSize(type);
    if (local == host.size() || local > 0 && host instanceof Layout.Scalar) {
      return local;
    }
    throw Refusals.directive(
        use,
        "elements that JNA's Memory has as well as Windows",
        type.getTypeName(),
        "declare the parameter as Structure or Structure[]");
  }
}
