package org.bascule.bridge.prototype;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.bascule.bridge.prototype.PrototypeParser.ArithmeticContext;
import org.bascule.bridge.prototype.PrototypeParser.BaseContext;
import org.bascule.bridge.prototype.PrototypeParser.DefinitionContext;
import org.bascule.bridge.prototype.PrototypeParser.EnumerationContext;
import org.bascule.bridge.prototype.PrototypeParser.EnumeratorContext;
import org.bascule.bridge.prototype.PrototypeParser.GnuPackingContext;
import org.bascule.bridge.prototype.PrototypeParser.MemberContext;
import org.bascule.bridge.prototype.PrototypeParser.MemberDeclaratorContext;
import org.bascule.bridge.prototype.PrototypeParser.PackingContext;
import org.bascule.bridge.prototype.PrototypeParser.PointerContext;
import org.bascule.bridge.prototype.PrototypeParser.PragmaPackingContext;
import org.bascule.bridge.prototype.PrototypeParser.QualifierContext;
import org.bascule.bridge.prototype.PrototypeParser.SpecifiersContext;
import org.bascule.bridge.prototype.PrototypeParser.TaggedContext;
import org.bascule.bridge.prototype.PrototypeParser.TypeContext;
import org.bascule.spi.CType;

/** Makes C types of what stands before a declarator; see {@link Declarators} for the rest. */
final class CTypeBuilder {
  private final Mistakes mistakes;
  private final Declarations.Draft names;
  private final Constants constants;

  CTypeBuilder(Mistakes mistakes, Declarations.Draft names) {
    this.mistakes = mistakes;
    this.names = names;
    this.constants = new Constants(mistakes, names);
  }

  /** Values that are known when a text is read. */
  Constants constants() {
    return constants;
  }

  /** The type, not yet wrapped by a declarator. */
  Declared build(TypeContext tree) {
    return build(tree.specifiers(), tree.pointer());
  }

  Declared build(SpecifiersContext specifiers, List<PointerContext> pointers) {
    boolean constant = hasConst(specifiers.leading) || hasConst(specifiers.trailing);
    return pointers(new Declared("", base(specifiers.base()), constant, Map.of()), pointers);
  }

  /** The type behind so many stars. */
  static Declared pointers(Declared target, List<PointerContext> pointers) {
    Declared type = target;
    for (PointerContext pointer : pointers) {
      type = type.pointedTo(hasConst(pointer.qualifier()));
    }
    return type;
  }

  private CType base(BaseContext tree) {
    if (tree instanceof ArithmeticContext arithmetic) {
      return arithmetic(arithmetic);
    }
    if (tree instanceof TaggedContext tagged) {
      return new CType.Named(tagged.kind.getText() + " " + tagged.Identifier().getText());
    }
    if (tree instanceof DefinitionContext definition) {
      return struct(definition);
    }
    if (tree instanceof EnumerationContext enumeration) {
      return enumeration(enumeration);
    }
    return names.type(tree.getText()).orElseGet(() -> named(tree.getText()));
  }

  /** Windows' name of {@code void} is the only one whose meaning decides what may stand where. */
  private static CType named(String name) {
    return name.equals("VOID") ? new CType.Void() : new CType.Named(name);
  }

  private CType struct(DefinitionContext tree) {
    Declarators declarators = new Declarators(mistakes, this);
    List<CType.Member> members = new ArrayList<>();
    for (MemberContext member : tree.member()) {
      if (member.memberDeclarator().isEmpty()) {
        members.add(unnamed(member));
      }
      for (MemberDeclaratorContext declarator : member.memberDeclarator()) {
        refuseBits(declarator);
        Declared type = build(member.specifiers(), declarator.pointer());
        members.add(declarators.member(type, declarator.declarator(), member.mark()).member());
      }
    }
    String tag = tree.Identifier() == null ? "" : tree.Identifier().getText();
    boolean union = tree.kind.getText().equals("union");
    checkFlexible(tree, members, union);
    CType.Struct struct = new CType.Struct(tag, union, packing(tree.packing()), members);
    String name = tree.kind.getText() + " " + tag;
    if (!tag.isEmpty() && !names.declare(name, struct)) {
      throw DeclarationReader.declaredOtherwise(mistakes, tree, name);
    }
    return struct;
  }

  /** As in C11, and as Windows' compilers have it: with a tag too. */
  private CType.Member unnamed(MemberContext tree) {
    if (tree.mark() != null || !(tree.specifiers().base() instanceof DefinitionContext)) {
      throw mistakes.at(
          tree.getStop().getStartIndex() + 1,
          "a member's name; only a struct or union that is defined here may have none",
          "\";\"");
    }
    return new CType.Member("", base(tree.specifiers().base()), Map.of());
  }

  /** As in C: it comes last, and not alone, since nothing lies behind what has no end. */
  private void checkFlexible(DefinitionContext tree, List<CType.Member> members, boolean union) {
    for (int i = 0; i < members.size(); i++) {
      boolean last = i == members.size() - 1;
      if (isFlexible(members.get(i).type()) && (union || !last || members.size() == 1)) {
        throw mistakes.at(
            Mistakes.column(tree),
            "an array without a length only as the last member of a struct that has others",
            "\"" + members.get(i) + "\"");
      }
    }
  }

  private static boolean isFlexible(CType type) {
    return type instanceof CType.Array array && array.count() == 0;
  }

  /** An int, whose names are constants from here on. */
  private CType enumeration(EnumerationContext tree) {
    long next = 0;
    for (EnumeratorContext enumerator : tree.enumerator()) {
      long value = enumerator.enumValue() == null ? next : constants.of(enumerator.enumValue());
      String name = enumerator.Identifier().getText();
      if (!names.declare(name, value)) {
        throw DeclarationReader.declaredOtherwise(mistakes, enumerator, name);
      }
      next = value + 1;
    }
    if (tree.Identifier() == null) {
      return new CType.Named("int");
    }
    return new CType.Named("enum " + tree.Identifier().getText());
  }

  private void refuseBits(MemberDeclaratorContext declarator) {
    if (declarator.bits != null) {
      throw mistakes.at(
          declarator.bits.getStartIndex() + 1,
          "a member of whole bytes; declare the integer that the bits lie in",
          "a bit field");
    }
  }

  private OptionalInt packing(List<PackingContext> trees) {
    if (trees.size() > 1) {
      throw mistakes.at(Mistakes.column(trees.get(1)), "one packing", "a second one");
    }
    return trees.isEmpty() ? OptionalInt.empty() : OptionalInt.of(packing(trees.get(0)));
  }

  private int packing(PackingContext tree) {
    if (tree instanceof GnuPackingContext gnu
        && gnu.attribute.getText().matches("packed|__packed__")
        && gnu.Number() == null) {
      return 1;
    }
    if (tree instanceof PragmaPackingContext pragma && pragma.word.getText().equals("pack")) {
      String number = pragma.Number().getText();
      if (number.matches("1|2|4|8|16")) {
        return Integer.parseInt(number);
      }
      throw mistakes.at(
          Mistakes.column(pragma), "a packing of 1, 2, 4, 8 or 16 bytes", "\"" + number + "\"");
    }
    throw mistakes.at(
        Mistakes.column(tree),
        "__attribute__((packed)) or [pack(n)], the only ones that are understood",
        "\"" + mistakes.text(tree) + "\"");
  }

  private CType arithmetic(ArithmeticContext tree) {
    List<String> words = tree.ArithmeticWord().stream().map(TerminalNode::getText).toList();
    if (words.equals(List.of("void"))) {
      return new CType.Void();
    }
    return new CType.Named(
        ArithmeticWords.canonical(words)
            .orElseThrow(
                () ->
                    mistakes.at(
                        Mistakes.column(tree),
                        "an arithmetic type of C",
                        tree.children.stream()
                            .map(ParseTree::getText)
                            .collect(Collectors.joining(" ", "\"", "\"")))));
  }

  private static boolean hasConst(List<QualifierContext> qualifiers) {
    return qualifiers.stream().anyMatch(q -> q.getText().equalsIgnoreCase("const"));
  }
}
