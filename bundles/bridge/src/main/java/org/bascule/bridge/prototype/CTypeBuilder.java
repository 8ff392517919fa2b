package org.bascule.bridge.prototype;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.bascule.annotation.Direction;
import org.bascule.bridge.prototype.PrototypeParser.ArithmeticContext;
import org.bascule.bridge.prototype.PrototypeParser.ArrayContext;
import org.bascule.bridge.prototype.PrototypeParser.BaseContext;
import org.bascule.bridge.prototype.PrototypeParser.DeclaratorContext;
import org.bascule.bridge.prototype.PrototypeParser.DefinitionContext;
import org.bascule.bridge.prototype.PrototypeParser.DirectContext;
import org.bascule.bridge.prototype.PrototypeParser.ExpressionContext;
import org.bascule.bridge.prototype.PrototypeParser.MarkContext;
import org.bascule.bridge.prototype.PrototypeParser.MemberContext;
import org.bascule.bridge.prototype.PrototypeParser.MemberDeclaratorContext;
import org.bascule.bridge.prototype.PrototypeParser.NumberContext;
import org.bascule.bridge.prototype.PrototypeParser.PointerContext;
import org.bascule.bridge.prototype.PrototypeParser.PointerToArrayContext;
import org.bascule.bridge.prototype.PrototypeParser.QualifierContext;
import org.bascule.bridge.prototype.PrototypeParser.SpecifiersContext;
import org.bascule.bridge.prototype.PrototypeParser.TaggedContext;
import org.bascule.bridge.prototype.PrototypeParser.TypeContext;
import org.bascule.bridge.prototype.PrototypeParser.UnnamedContext;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;

/** Makes C types of parse trees; brings arithmetic types into one spelling. */
final class CTypeBuilder {
  /**
   * Every legal set of words, sorted, and its canonical spelling (C17 §6.7.2, and Microsoft's
   * {@code __intN}).
   */
  private static final Map<String, String> ARITHMETIC =
      Map.ofEntries(
          Map.entry("char", "char"),
          Map.entry("char signed", "signed char"),
          Map.entry("char unsigned", "unsigned char"),
          Map.entry("short", "short"),
          Map.entry("short signed", "short"),
          Map.entry("int short", "short"),
          Map.entry("int short signed", "short"),
          Map.entry("short unsigned", "unsigned short"),
          Map.entry("int short unsigned", "unsigned short"),
          Map.entry("int", "int"),
          Map.entry("signed", "int"),
          Map.entry("int signed", "int"),
          Map.entry("unsigned", "unsigned int"),
          Map.entry("int unsigned", "unsigned int"),
          Map.entry("long", "long"),
          Map.entry("long signed", "long"),
          Map.entry("int long", "long"),
          Map.entry("int long signed", "long"),
          Map.entry("long unsigned", "unsigned long"),
          Map.entry("int long unsigned", "unsigned long"),
          Map.entry("long long", "long long"),
          Map.entry("long long signed", "long long"),
          Map.entry("int long long", "long long"),
          Map.entry("int long long signed", "long long"),
          Map.entry("long long unsigned", "unsigned long long"),
          Map.entry("int long long unsigned", "unsigned long long"),
          Map.entry("float", "float"),
          Map.entry("double", "double"),
          Map.entry("double long", "long double"),
          Map.entry("_Bool", "_Bool"),
          Map.entry("__int8", "signed char"),
          Map.entry("__int8 signed", "signed char"),
          Map.entry("__int8 unsigned", "unsigned char"),
          Map.entry("__int16", "short"),
          Map.entry("__int16 signed", "short"),
          Map.entry("__int16 unsigned", "unsigned short"),
          Map.entry("__int32", "int"),
          Map.entry("__int32 signed", "int"),
          Map.entry("__int32 unsigned", "unsigned int"),
          Map.entry("__int64", "long long"),
          Map.entry("__int64 signed", "long long"),
          Map.entry("__int64 unsigned", "unsigned long long"));

  private final Mistakes mistakes;

  CTypeBuilder(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /**
   * A type and what was said of its memory, keyed by the path from here; {@code *} is behind the
   * first pointer.
   */
  record Declared(CType type, Map<String, Directive> directives) {
    Optional<Directive> directive() {
      return Optional.ofNullable(directives.get(""));
    }
  }

  CType build(TypeContext tree) {
    return build(tree.specifiers(), tree.pointer());
  }

  /** What a parameter is: arrays are pointers there, as in C. */
  Declared parameter(TypeContext type, DeclaratorContext declarator, MarkContext mark) {
    CType element = build(type);
    if (declarator instanceof PointerToArrayContext p) {
      return pointerToArray(element, isConst(type), p, mark);
    }
    List<ArrayContext> arrays = arrays(declarator);
    if (arrays.isEmpty()) {
      return directed(element, mark, Optional.empty());
    }
    CType target = arrays(element, arrays, 1);
    ExpressionContext length = arrays.get(0).expression();
    return constant(length).isPresent() && mark == null && !isConst(type)
        ? new Declared(pointer(new CType.Array(target, constant(length).get()), type), Map.of())
        : directed(pointer(target, type), mark, Optional.ofNullable(length).map(this::text));
  }

  /**
   * {@code (*a)[3]} points to an array of fixed length; {@code (*a)[n]} is the same as {@code
   * a[n]}; {@code (**a)[n]} points to such a pointer.
   */
  private Declared pointerToArray(
      CType element, boolean constant, PointerToArrayContext tree, MarkContext mark) {
    int stars = (int) tree.children.stream().filter(c -> c.getText().equals("*")).count();
    ExpressionContext length = tree.array(0).expression();
    boolean fixed = constant(length).isPresent();
    CType target = arrays(element, tree.array(), fixed ? 0 : 1);
    Declared declared =
        directed(
            new CType.Pointer(target, constant),
            null,
            Optional.ofNullable(length).filter(e -> !fixed).map(this::text));
    for (int i = 1; i < stars; i++) {
      Map<String, Directive> below = new HashMap<>();
      declared.directives().forEach((key, d) -> below.put(key.isEmpty() ? "*" : "*." + key, d));
      declared = new Declared(new CType.Pointer(declared.type(), false), below);
    }
    if (mark == null) {
      return declared;
    }
    Map<String, Directive> all = new HashMap<>(declared.directives());
    all.put("", all.getOrDefault("", Directive.NONE).withDirection(direction(mark)));
    return new Declared(declared.type(), all);
  }

  private CType build(SpecifiersContext specifiers, List<PointerContext> pointers) {
    CType type = base(specifiers.base());
    boolean constant = hasConst(specifiers.leading) || hasConst(specifiers.trailing);
    for (PointerContext pointer : pointers) {
      type = new CType.Pointer(type, constant);
      constant = hasConst(pointer.qualifier());
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
    return new CType.Named(tree.getText());
  }

  private CType struct(DefinitionContext tree) {
    List<CType.Member> members = new ArrayList<>();
    for (MemberContext member : tree.member()) {
      for (MemberDeclaratorContext declarator : member.memberDeclarator()) {
        members.add(member(member, declarator));
      }
    }
    String tag = tree.Identifier() == null ? "" : tree.Identifier().getText();
    return new CType.Struct(tag, tree.kind.getText().equals("union"), members);
  }

  /**
   * A member: arrays of constant length lie in the struct, others are pointers with a directive.
   */
  private CType.Member member(MemberContext tree, MemberDeclaratorContext declared) {
    CType element = build(tree.specifiers(), declared.pointer());
    boolean constant = hasConst(tree.specifiers().leading) || hasConst(tree.specifiers().trailing);
    DeclaratorContext declarator = declared.declarator();
    if (declarator instanceof PointerToArrayContext p) {
      return member(p.name.getText(), pointerToArray(element, constant, p, tree.mark()));
    }
    if (!(declarator instanceof DirectContext direct)) {
      throw mistakes.at(column(declarator), "a member's name", "\"" + declarator.getText() + "\"");
    }
    List<ArrayContext> arrays = direct.array();
    boolean inside = arrays.stream().allMatch(a -> constant(a.expression()).isPresent());
    Declared type =
        inside
            ? directed(arrays(element, arrays, 0), tree.mark(), Optional.empty())
            : directed(
                new CType.Pointer(arrays(element, arrays, 1), constant),
                tree.mark(),
                Optional.ofNullable(arrays.get(0).expression()).map(this::text));
    return member(direct.name.getText(), type);
  }

  private static CType.Member member(String name, Declared declared) {
    return new CType.Member(name, declared.type(), declared.directive());
  }

  /** The element with the dimensions from the given one on, which must be constant. */
  private CType arrays(CType element, List<ArrayContext> dimensions, int from) {
    CType type = element;
    for (int i = dimensions.size() - 1; i >= from; i--) {
      ArrayContext dimension = dimensions.get(i);
      type =
          new CType.Array(
              type,
              constant(dimension.expression())
                  .orElseThrow(
                      () ->
                          mistakes.at(
                              column(dimension),
                              "a constant length here: only the first may be an expression",
                              "\"" + dimension.getText() + "\"")));
    }
    return type;
  }

  private static List<ArrayContext> arrays(DeclaratorContext declarator) {
    if (declarator instanceof DirectContext direct) {
      return direct.array();
    }
    return declarator instanceof UnnamedContext unnamed ? unnamed.array() : List.of();
  }

  private Declared directed(CType type, MarkContext mark, Optional<String> length) {
    Directive directive = length.map(Directive.NONE::withLength).orElse(Directive.NONE);
    if (mark != null) {
      directive = directive.withDirection(direction(mark));
    } else if (type instanceof CType.Pointer pointer && pointer.toConst()) {
      directive = directive.withDirection(Direction.IN);
    }
    boolean says = mark != null || length.isPresent();
    return new Declared(type, says ? Map.of("", directive) : Map.of());
  }

  private Direction direction(MarkContext mark) {
    List<String> words = mark.Identifier().stream().map(TerminalNode::getText).toList();
    if (words.equals(List.of("in"))) {
      return Direction.IN;
    }
    if (words.equals(List.of("out"))) {
      return Direction.OUT;
    }
    if (words.equals(List.of("in", "out"))) {
      return Direction.IN_OUT;
    }
    throw mistakes.at(column(mark), "[in], [out] or [in, out]", mark.getText());
  }

  private static Optional<Long> constant(ExpressionContext expression) {
    return expression instanceof NumberContext number
        ? Optional.of(Long.decode(number.getText()))
        : Optional.empty();
  }

  private String text(ExpressionContext expression) {
    return mistakes
        .source()
        .substring(expression.getStart().getStartIndex(), expression.getStop().getStopIndex() + 1);
  }

  private static CType.Pointer pointer(CType target, TypeContext type) {
    return new CType.Pointer(target, isConst(type));
  }

  /** Whether what the declared array holds is const: of a plain type, or of the last pointer. */
  private static boolean isConst(TypeContext type) {
    return type.pointer().isEmpty()
        ? hasConst(type.specifiers().leading) || hasConst(type.specifiers().trailing)
        : hasConst(type.pointer(type.pointer().size() - 1).qualifier());
  }

  private CType arithmetic(ArithmeticContext tree) {
    List<String> words =
        new ArrayList<>(tree.ArithmeticWord().stream().map(TerminalNode::getText).toList());
    if (words.equals(List.of("void"))) {
      return new CType.Void();
    }
    Collections.sort(words);
    String name = ARITHMETIC.get(String.join(" ", words));
    if (name == null) {
      String written =
          tree.children.stream().map(ParseTree::getText).collect(Collectors.joining(" "));
      throw mistakes.at(column(tree), "an arithmetic type of C", "\"" + written + "\"");
    }
    return new CType.Named(name);
  }

  private static boolean hasConst(List<QualifierContext> qualifiers) {
    return qualifiers.stream().anyMatch(q -> q.getText().equals("const"));
  }

  private static int column(ParserRuleContext tree) {
    return tree.getStart().getStartIndex() + 1;
  }
}
