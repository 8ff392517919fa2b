package org.bascule.bridge.length;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bascule.annotation.LengthFunction;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.spi.LengthSource;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * The length of one pointer's memory: read at once, linked when all layouts of the function are
 * known.
 */
public final class Length implements LengthSource {
  private final LengthMistakes mistakes;
  private final LengthLinker linker;
  private final List<Expression> expressions;
  private final Optional<LengthFunction> computed;
  private Node linked;

  /**
   * A length.
   *
   * @param function for messages
   * @param path of the pointer, for messages
   * @param by computes the length from the source's values; empty if the source is the length
   * @throws SignatureException if the expression cannot be read, or the class not be used
   */
  public Length(
      String function,
      String path,
      String source,
      Optional<Class<? extends LengthFunction>> by,
      Scope scope) {
    this.mistakes = new LengthMistakes(function, path, source);
    this.linker = new LengthLinker(mistakes, scope);
    this.expressions = ExpressionReader.read(path, source, by.isPresent());
    this.computed = by.map(type -> LengthFunctions.make(type, mistakes));
  }

  /**
   * Looks all names up.
   *
   * @throws SignatureException with the column of a name that means nothing or no integer
   */
  public void link() {
    Node[] nodes = expressions.stream().map(linker::link).toArray(Node[]::new);
    linked =
        computed.map(function -> LengthFunctions.node(function, nodes, mistakes)).orElse(nodes[0]);
  }

  /** The arguments whose values it needs; known once it is linked. */
  public Set<Integer> arguments() {
    return linker.arguments();
  }

  @Override
  public long evaluate(WindowsMemory cell, Sections call) {
    long value;
    try {
      value = linked.value(cell, call);
    } catch (ArithmeticException e) {
      throw absurd(e.getMessage());
    }
    if (value < 0) {
      throw absurd(String.valueOf(value));
    }
    return value;
  }

  @Override
  public String toString() {
    return mistakes.source();
  }

  private ValueException absurd(String actual) {
    return mistakes.value("a length of 0 or more", actual);
  }
}
