package org.bascule.bridge.prototype;

import java.util.List;
import java.util.Map;
import org.bascule.spi.CType;
import org.bascule.spi.Convention;
import org.bascule.spi.Directive;

/**
 * A C prototype as it was understood.
 *
 * @param source the text it was read from
 * @param name the function's name
 * @param convention how it is called; matters on x86 only
 * @param result the result's type, {@link CType.Void} for none
 * @param resultColumn where the result's type stands in the source, counted from 1
 * @param resultDirectives what was said of the result's memory, keyed by the path from it
 * @param parameters the parameters; none for {@code (void)}
 * @param variadic whether more arguments may follow
 */
public record Prototype(
    String source,
    String name,
    Convention convention,
    CType result,
    int resultColumn,
    Map<String, Directive> resultDirectives,
    List<Parameter> parameters,
    boolean variadic) {

  public Prototype {
    resultDirectives = Map.copyOf(resultDirectives);
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
      return member().toString();
    }

    private CType.Member member() {
      return new CType.Member(name, type, directives);
    }
  }

  /** The prototype in canonical C, without semicolon. */
  @Override
  public String toString() {
    CType.Function function =
        new CType.Function(
            new CType.Member(CType.Function.RESULT, result, resultDirectives),
            parameters.stream().map(Parameter::member).toList(),
            Convention.CDECL,
            variadic);
    return CType.declaration(function, name, Map.of());
  }
}
