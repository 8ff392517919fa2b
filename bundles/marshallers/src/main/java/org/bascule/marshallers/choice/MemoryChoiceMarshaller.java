package org.bascule.marshallers.choice;

import java.nio.Buffer;
import java.util.Collection;
import java.util.List;
import org.bascule.error.ValueException;
import org.bascule.spi.Address;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Refusals;

/** A pointer whose values say by their class which memory they are. */
final class MemoryChoiceMarshaller implements Marshaller<Object> {
  private final Marshaller<Object> natural;
  private final List<Alternative> alternatives;
  private final String type;
  private final boolean takesMemory;

  MemoryChoiceMarshaller(Marshaller<Object> natural, List<Alternative> alternatives, TypeUse use) {
    this.natural = natural;
    this.alternatives = List.copyOf(alternatives);
    this.type = use.description();
    this.takesMemory = alternatives.stream().anyMatch(a -> a.type() != Address.class);
  }

  @Override
  public Class<Object> javaType() {
    return Object.class;
  }

  @Override
  public Layout layout() {
    return natural.layout();
  }

  @Override
  public void write(Object value, WindowsMemory target, Sections sections) {
    of(value).write(value, target, sections);
  }

  @Override
  public Object read(WindowsMemory source, Sections sections) {
    return natural.read(source, sections);
  }

  @Override
  public void update(Object value, WindowsMemory source, Sections sections) {
    of(value).update(value, source, sections);
  }

  @Override
  public void writeBack(Object value, WindowsMemory source, Sections sections) {
    natural.writeBack(value, source, sections);
  }

  /** Of a value that cannot change, nobody asks. */
  @Override
  public boolean updates() {
    return natural.updates() || alternatives.stream().anyMatch(a -> a.marshaller().updates());
  }

  @Override
  public Object accept(Object argument, String path) {
    Object given = argument instanceof StringBuilder ? argument : plain(argument);
    if (given == null || of(given) != natural) {
      return given;
    }
    try {
      return natural.accept(given, path);
    } catch (ValueException e) {
      throw takesMemory && isMemory(given) ? unclear(given, path, e) : e;
    }
  }

  private static Object plain(Object argument) {
    return argument instanceof CharSequence text && !(argument instanceof Buffer)
        ? text.toString()
        : argument;
  }

  private Marshaller<Object> of(Object value) {
    for (Alternative alternative : alternatives) {
      if (alternative.type().isInstance(value)) {
        return alternative.marshaller();
      }
    }
    return natural;
  }

  private static boolean isMemory(Object value) {
    return value.getClass().isArray()
        || value instanceof Buffer
        || value instanceof CharSequence
        || value instanceof Collection<?>;
  }

  /** What its bytes are has to be said in the prototype. */
  private ValueException unclear(Object given, String path, ValueException cause) {
    boolean text = given instanceof CharSequence;
    ValueException refusal =
        Refusals.argument(
            path,
            cause.diagnosis().expected() + ", or memory whose bytes are clear for " + type,
            text ? "\"" + given + "\"" : given.getClass().getTypeName(),
            text
                ? "declare the parameter as const char * or const wchar_t *, or say so by a mark:"
                    + " [type(wchar_t), nullTerminated]; nothing was sent"
                : "say in the prototype what lies there: [type(float), length(n)]; nothing was"
                    + " sent");
    refusal.initCause(cause);
    return refusal;
  }
}
