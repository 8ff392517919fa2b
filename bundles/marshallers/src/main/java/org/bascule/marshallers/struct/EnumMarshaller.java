package org.bascule.marshallers.struct;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.bascule.spi.Layout;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.memory.Refusals;

/** An enum constant as its number. */
final class EnumMarshaller<E> implements ScalarMarshaller<E> {
  private final Class<E> type;
  private final ScalarMarshaller<Long> numbers;
  private final Map<Long, E> constants;
  private final Map<E, Long> values = new HashMap<>();
  private final String path;

  EnumMarshaller(
      Class<E> type, ScalarMarshaller<Long> numbers, Map<Long, E> constants, String path) {
    this.type = type;
    this.numbers = numbers;
    this.constants = constants;
    this.path = path;
    constants.forEach((value, constant) -> values.put(constant, value));
  }

  @Override
  public Class<E> javaType() {
    return type;
  }

  @Override
  public Layout.Scalar layout() {
    return numbers.layout();
  }

  @Override
  public long toBits(E value) {
    if (value == null) {
      throw Refusals.missing(path, expected());
    }
    return numbers.toBits(values.get(value));
  }

  @Override
  public E fromBits(long bits) {
    long number = numbers.fromBits(bits);
    E constant = constants.get(number);
    if (constant == null) {
      throw Refusals.result(
          path,
          expected(),
          String.valueOf(number),
          "add a constant with that number, or take an int");
    }
    return constant;
  }

  @Override
  public E accept(Object argument, String argumentPath) {
    if (argument instanceof Number number) {
      return constant(constants.get(numbers.accept(number, argumentPath)), argument, argumentPath);
    }
    if (argument instanceof CharSequence text) {
      String name = text.toString().strip();
      E named =
          constants.values().stream()
              .filter(c -> ((Enum<?>) c).name().equals(name))
              .findFirst()
              .orElse(null);
      return constant(named, argument, argumentPath);
    }
    return ScalarMarshaller.super.accept(argument, argumentPath);
  }

  private E constant(E found, Object argument, String argumentPath) {
    if (found == null) {
      throw Refusals.argument(
          argumentPath, expected(), String.valueOf(argument), "pass one of the constants");
    }
    return found;
  }

  private String expected() {
    return "a "
        + type.getSimpleName()
        + ": "
        + constants.entrySet().stream()
            .map(e -> ((Enum<?>) e.getValue()).name() + " (" + e.getKey() + ")")
            .collect(Collectors.joining(", "));
  }
}
