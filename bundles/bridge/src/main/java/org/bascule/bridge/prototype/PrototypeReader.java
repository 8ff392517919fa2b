package org.bascule.bridge.prototype;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.bascule.bridge.prototype.PrototypeParser.FunctionDeclaratorContext;
import org.bascule.bridge.prototype.PrototypeParser.FunctionOfPointerContext;
import org.bascule.bridge.prototype.PrototypeParser.PlainFunctionContext;
import org.bascule.bridge.prototype.PrototypeParser.PrototypeContext;
import org.bascule.bridge.prototype.PrototypeParser.TypeNameContext;
import org.bascule.bridge.prototype.PrototypeParser.VariableContext;
import org.bascule.spi.CType;

/** Reads C prototypes and type names. */
public final class PrototypeReader {
  private static final String REMEDY =
      "write it as a C header does, for instance: double pow(double x, double y)";

  private static final String VARIABLE =
      "a variable is read and written by Session.variable, @ExportedVariable, wine:get and wine:set";

  /** Longer texts are no slips of the pen; the pattern would need stack for each dimension. */
  private static final int LONGEST_VARIABLE = 200;

  private static final Pattern VARIABLE_SHAPE =
      Pattern.compile("\\s*[\\w\\s*]+\\b\\w+\\s*(\\[[^\\]]*\\]\\s*)*;?\\s*");

  private PrototypeReader() {}

  /** Without parentheses, nothing is a function. */
  private static boolean isVariable(String source) {
    return source != null
        && source.length() <= LONGEST_VARIABLE
        && VARIABLE_SHAPE.matcher(source).matches();
  }

  /** The same where nothing was declared before. */
  public static Prototype read(String source) {
    return read(source, Declarations.NONE);
  }

  /**
   * Reads a prototype such as {@code size_t strlen(const char *s)}.
   *
   * @param known types and constants that were declared before
   * @throws org.bascule.error.SignatureException with the column of the first mistake
   */
  public static Prototype read(String source, Declarations known) {
    String remedy = isVariable(source) ? VARIABLE : REMEDY;
    Mistakes mistakes = new Mistakes("read the prototype", source, remedy);
    PrototypeContext tree = parse(source, mistakes, PrototypeParser::prototype);
    CTypeBuilder types = new CTypeBuilder(mistakes, new Declarations.Draft(known));
    Declarators declarators = new Declarators(mistakes, types);
    PlainFunctionContext function = function(tree.functionDeclarator());
    Declared result =
        declarators.marked(
            result(types.build(tree.type()), tree.functionDeclarator(), declarators), tree.mark());
    return new Prototype(
        source,
        ExportNames.of(function.exportName()),
        Declarators.convention(function.convention()),
        result.type(),
        Mistakes.column(tree.type()),
        result.directives(),
        declarators.parameters(function.parameters()).stream()
            .map(PrototypeReader::parameter)
            .toList(),
        function.parameters() != null && !function.parameters().more.isEmpty());
  }

  private static PlainFunctionContext function(FunctionDeclaratorContext tree) {
    return tree instanceof FunctionOfPointerContext outer
        ? function(outer.functionDeclarator())
        : (PlainFunctionContext) tree;
  }

  private static Declared result(
      Declared type, FunctionDeclaratorContext tree, Declarators declarators) {
    return tree instanceof FunctionOfPointerContext outer
        ? result(
            declarators.pointers(type, outer.pointer(), null, outer.suffix()),
            outer.functionDeclarator(),
            declarators)
        : type;
  }

  /** The same where nothing was declared before. */
  public static CType readType(String source) {
    return readType(source, Declarations.NONE);
  }

  /**
   * Reads the type of a parameter, such as {@code unsigned long} or {@code const wchar_t *}; an
   * array is a pointer there.
   *
   * @param known types and constants that were declared before
   * @throws org.bascule.error.SignatureException with the column of the first mistake
   */
  public static CType readType(String source, Declarations known) {
    Mistakes mistakes = typeMistakes("read the C type", source);
    TypeNameContext tree = parse(source, mistakes, PrototypeParser::typeName);
    CTypeBuilder types = new CTypeBuilder(mistakes, new Declarations.Draft(known));
    CType type =
        new Declarators(mistakes, types)
            .parameter(types.build(tree.type()), tree.declarator(), null)
            .type();
    return StructTags.of(type, known).resolve(type);
  }

  /** The same, from a text that stands by itself, where this was declared before. */
  public static CType readStanding(String source, Declarations known) {
    return readStanding(source, known, typeMistakes("read the C type", source));
  }

  /**
   * Reads the type of a member or element: an array lies where it stands.
   *
   * @param operation for messages: {@code read a C type in argument 0}
   * @throws org.bascule.error.SignatureException with the column of the first mistake
   */
  public static CType readMember(String source, String operation) {
    return readStanding(source, Declarations.NONE, typeMistakes(operation, source));
  }

  private static CType readStanding(String source, Declarations known, Mistakes mistakes) {
    TypeNameContext tree = parse(source, mistakes, PrototypeParser::typeName);
    CTypeBuilder types = new CTypeBuilder(mistakes, new Declarations.Draft(known));
    CType type = new Declarators(mistakes, types).standing(tree.type(), tree.declarator());
    return StructTags.of(type, known).resolve(type);
  }

  /**
   * Reads the declaration of a variable, such as {@code char banner[16]}.
   *
   * @param known types and constants that were declared before
   * @throws org.bascule.error.SignatureException with the column of the first mistake
   */
  public static VariableDeclaration readVariable(String source, Declarations known) {
    Mistakes mistakes =
        new Mistakes(
            "read the variable", source, "write it as a C header does, for instance: int counter");
    VariableContext tree = parse(source, mistakes, PrototypeParser::variable);
    Declared declared =
        new Declarators(mistakes, new CTypeBuilder(mistakes, new Declarations.Draft(known)))
            .variable(tree);
    if (declared.name().isEmpty()) {
      throw mistakes.at(Mistakes.column(tree), "the variable's name", "none");
    }
    return new VariableDeclaration(
        declared.name(),
        StructTags.of(declared.type(), known).resolve(declared.type()),
        declared.constant());
  }

  private static Mistakes typeMistakes(String operation, String source) {
    return new Mistakes(
        operation, source, "write it as a C header does, for instance: unsigned long");
  }

  private static Prototype.Parameter parameter(Declarators.Parameter parameter) {
    Declared declared = parameter.declared();
    return new Prototype.Parameter(
        declared.name(), declared.type(), parameter.column(), declared.directives());
  }

  /** Parses a text by one rule of the grammar; the first mistake is thrown. */
  public static <T> T parse(String source, Mistakes mistakes, Function<PrototypeParser, T> rule) {
    TextLimits.check(source, mistakes);
    PrototypeLexer lexer = new PrototypeLexer(CharStreams.fromString(source));
    lexer.removeErrorListeners();
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    TextLimits.check(tokens, mistakes);
    KnownWords.check(tokens, mistakes);
    PrototypeParser parser = new PrototypeParser(tokens);
    parser.removeErrorListeners();
    parser.addErrorListener(mistakes);
    return rule.apply(parser);
  }
}
