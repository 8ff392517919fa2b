package org.bascule.bridge.prototype;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;

/**
 * A C prototype as it was understood.
 *
 * @param source the text it was read from
 * @param name the function's name
 * @param convention how it is called; matters on x86 only
 * @param result the result's type, {@link CType.Void} for none
 * @param resultColumn where the result's type stands in the source, counted from 1
 * @param parameters the parameters; none for {@code (void)}
 */
public record Prototype(
    String source,
    String name,
    Convention convention,
    CType result,
    int resultColumn,
    List<Parameter> parameters) {

  public Prototype {
    parameters = List.copyOf(parameters);
  }

  /**
   * One parameter.
   *
   * @param name empty if it was given none
   * @param type its type
   * @param column where its type stands in the source, counted from 1
   * @param directives what was said of its memory (a length that is an expression, a direction),
   *     keyed by the path from it
   */
  public record Parameter(String name, CType type, int column, Map<String, Directive> directives) {
    public Parameter {
      directives = Map.copyOf(directives);
    }

    @Override
    public String toString() {
      return CType.declaration(type, name, Optional.ofNullable(directives.get("")));
    }
  }

  /** The prototype in canonical C, without semicolon. */
  @Override
  public String toString() {
    String head = result.toString();
    String list =
        parameters.isEmpty()
            ? "void"
            : parameters.stream().map(Parameter::toString).collect(Collectors.joining(", "));
    return head + (head.endsWith("*") ? "" : " ") + name + "(" + list + ")";
  }
}
