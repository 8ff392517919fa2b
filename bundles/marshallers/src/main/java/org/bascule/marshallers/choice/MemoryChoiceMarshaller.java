package org.bascule.marshallers.choice;

import java.nio.Buffer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bascule.error.ValueException;
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

  /** What a list of numbers is where text is natural. */
  private final Optional<Marshaller<Object>> units;

  MemoryChoiceMarshaller(Marshaller<Object> natural, List<Alternative> alternatives, TypeUse use) {
    this.natural = natural;
    this.alternatives = List.copyOf(alternatives);
    this.type = use.description();
    List<Alternative> arrays = alternatives.stream().filter(a -> a.type().isArray()).toList();
    this.units = arrays.size() == 1 ? Optional.of(arrays.get(0).marshaller()) : Optional.empty();
  }

  @Override
  public Class<Object> javaType() {
    return Object.class;
  }

  @Override
  public String takes() {
    return natural.takes();
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
    Object given = argument instanceof StringBuilder ? argument : text(argument);
    if (given == null || of(given) != natural) {
      return given;
    }
    if (given instanceof Collection<?> && units.isPresent()) {
      return units.get().accept(given, path);
    }
    try {
      return natural.accept(given, path);
    } catch (ValueException e) {
      throw isUnclear(given) ? unclear(given, path, e) : e;
    }
  }

  /** Text where text is clear, in memory that may change if the function may change it. */
  private Object text(Object argument) {
    if (!(argument instanceof CharSequence) || argument instanceof Buffer) {
      return argument;
    }
    String text = argument.toString();
    return alternatives.stream().anyMatch(a -> a.type() == StringBuilder.class)
        ? new StringBuilder(text)
        : text;
  }

  private Marshaller<Object> of(Object value) {
    for (Alternative alternative : alternatives) {
      if (alternative.type().isInstance(value)) {
        return alternative.marshaller();
      }
    }
    return natural;
  }

  /** Arrays and lists whose elements do not fit are told of element by element. */
  private boolean isUnclear(Object value) {
    boolean elements = value.getClass().isArray() || value instanceof Collection<?>;
    return value instanceof Buffer
        || (elements || value instanceof CharSequence) && !natural.javaType().isArray();
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
