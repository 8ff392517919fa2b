package org.bascule.bridge.prototype;

import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.bascule.bridge.prototype.PrototypeParser.DeclarationContext;
import org.bascule.bridge.prototype.PrototypeParser.DeclaratorContext;
import org.bascule.bridge.prototype.PrototypeParser.TypeDefinitionContext;
import org.bascule.bridge.prototype.PrototypeParser.TypedefDeclaratorContext;
import org.bascule.spi.CType;

/** Reads C declarations of types and constants. */
public final class DeclarationReader {
  private final Mistakes mistakes;
  private final Declarations.Draft draft;
  private final Declarators declarators;
  private final CTypeBuilder types;

  private DeclarationReader(Mistakes mistakes, Declarations known) {
    this.mistakes = mistakes;
    this.draft = new Declarations.Draft(known);
    this.types = new CTypeBuilder(mistakes, draft);
    this.declarators = new Declarators(mistakes, types);
  }

  /**
   * What a text has declared.
   *
   * @param all of it, with what was known before
   * @param names that the text declares, in their order; of structs with the keyword
   */
  public record Result(Declarations all, List<String> names) {}

  /**
   * Reads declarations such as {@code typedef struct point { int x, y; } POINT;}.
   *
   * @param known what was declared before
   * @throws org.bascule.error.SignatureException with the column of the first mistake, also if a
   *     name was declared otherwise before
   */
  public static Result read(String source, Declarations known) {
    Mistakes mistakes =
        new Mistakes(
            "read the declarations",
            source,
            "declare types as a C header does, for instance: typedef struct { int x, y; } POINT;");
    DeclarationReader reader = new DeclarationReader(mistakes, known);
    PrototypeReader.parse(source, mistakes, PrototypeParser::declarations)
        .declaration()
        .forEach(reader::declare);
    return new Result(reader.draft.done(), reader.draft.added());
  }

  private void declare(DeclarationContext tree) {
    if (tree instanceof TypeDefinitionContext definition) {
      Declared type = types.build(definition.specifiers(), List.of());
      definition.typedefDeclarator().forEach(d -> declare(type, d));
    } else {
      // Tags and constants are declared where they are met.
      types.build(((PrototypeParser.TagDefinitionContext) tree).specifiers(), List.of());
    }
  }

  private void declare(Declared type, TypedefDeclaratorContext tree) {
    DeclaratorContext declarator = tree.declarator();
    String name = Declarators.name(Declarators.nearest(declarator));
    if (name.isEmpty()) {
      throw mistakes.at(Mistakes.column(tree), "the name of the type", "none");
    }
    CType declared = declarators.declared(CTypeBuilder.pointers(type, tree.pointer()), declarator);
    if (!draft.declare(name, declared)) {
      throw declaredOtherwise(mistakes, tree, name);
    }
  }

  /** The name has another meaning already. */
  static RuntimeException declaredOtherwise(
      Mistakes mistakes, ParserRuleContext tree, String name) {
    return mistakes.at(
        Mistakes.column(tree), "\"" + name + "\" as it was declared before", "another declaration");
  }
}
