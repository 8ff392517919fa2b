package org.bascule.bridge.prototype;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.bascule.bridge.prototype.PrototypeParser.DeclaratorContext;
import org.bascule.bridge.prototype.PrototypeParser.DirectContext;
import org.bascule.bridge.prototype.PrototypeParser.ParameterContext;
import org.bascule.bridge.prototype.PrototypeParser.PointerToArrayContext;
import org.bascule.bridge.prototype.PrototypeParser.PrototypeContext;
import org.bascule.spi.CType;

/** Reads C prototypes and type names. */
public final class PrototypeReader {
  private static final String REMEDY =
      "write it as a C header does, for instance: double pow(double x, double y)";

  private PrototypeReader() {}

  /**
   * Reads a prototype such as {@code size_t strlen(const char *s)}.
   *
   * @throws org.bascule.error.SignatureException with the column of the first mistake
   */
  public static Prototype read(String source) {
    Mistakes mistakes = new Mistakes("read the prototype", source, REMEDY);
    PrototypeContext tree = parse(source, mistakes, PrototypeParser::prototype);
    CTypeBuilder types = new CTypeBuilder(mistakes);
    List<Prototype.Parameter> parameters = new ArrayList<>();
    if (tree.parameters() != null) {
      for (ParameterContext parameter : tree.parameters().parameter()) {
        parameters.add(parameter(parameter, types));
      }
    }
    if (parameters.size() == 1 && isVoid(parameters.get(0)) && parameters.get(0).name().isEmpty()) {
      parameters.clear();
    }
    for (Prototype.Parameter parameter : parameters) {
      if (isVoid(parameter)) {
        throw mistakes.at(parameter.column(), "a type that has values", "void");
      }
    }
    return new Prototype(
        source,
        tree.name.getText(),
        tree.convention() == null
            ? Convention.CDECL
            : Convention.ofKeyword(tree.convention().getText()),
        types.build(tree.type()),
        column(tree.type()),
        parameters);
  }

  /**
   * Reads a type such as {@code unsigned long} or {@code const wchar_t *}.
   *
   * @throws org.bascule.error.SignatureException with the column of the first mistake
   */
  public static CType readType(String source) {
    Mistakes mistakes =
        new Mistakes(
            "read the C type", source, "write it as a C header does, for instance: unsigned long");
    PrototypeParser.TypeNameContext tree = parse(source, mistakes, PrototypeParser::typeName);
    return new CTypeBuilder(mistakes).parameter(tree.type(), tree.declarator(), null).type();
  }

  private static Prototype.Parameter parameter(ParameterContext tree, CTypeBuilder types) {
    CTypeBuilder.Declared declared = types.parameter(tree.type(), tree.declarator(), tree.mark());
    return new Prototype.Parameter(
        name(tree.declarator()), declared.type(), column(tree), declared.directives());
  }

  private static String name(DeclaratorContext tree) {
    if (tree instanceof DirectContext direct) {
      return direct.name.getText();
    }
    return tree instanceof PointerToArrayContext p && p.name != null ? p.name.getText() : "";
  }

  private static boolean isVoid(Prototype.Parameter parameter) {
    return parameter.type() instanceof CType.Void;
  }

  private static int column(ParserRuleContext tree) {
    return tree.getStart().getStartIndex() + 1;
  }

  /** Parses a text by one rule of the grammar; the first mistake is thrown. */
  public static <T> T parse(String source, Mistakes mistakes, Function<PrototypeParser, T> rule) {
    PrototypeLexer lexer = new PrototypeLexer(CharStreams.fromString(source));
    lexer.removeErrorListeners();
    PrototypeParser parser = new PrototypeParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    parser.addErrorListener(mistakes);
    return rule.apply(parser);
  }
}
