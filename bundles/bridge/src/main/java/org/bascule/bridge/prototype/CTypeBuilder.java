package org.bascule.bridge.prototype;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.bascule.bridge.prototype.PrototypeParser.ArithmeticContext;
import org.bascule.bridge.prototype.PrototypeParser.BaseContext;
import org.bascule.bridge.prototype.PrototypeParser.PointerContext;
import org.bascule.bridge.prototype.PrototypeParser.QualifierContext;
import org.bascule.bridge.prototype.PrototypeParser.TaggedContext;
import org.bascule.bridge.prototype.PrototypeParser.TypeContext;
import org.bascule.spi.CType;

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

  CType build(TypeContext tree) {
    CType type = base(tree.base());
    boolean constant = hasConst(tree.leading) || hasConst(tree.trailing);
    for (PointerContext pointer : tree.pointer()) {
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
      return new CType.Named(tagged.tag.getText() + " " + tagged.Identifier().getText());
    }
    return new CType.Named(tree.getText());
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
