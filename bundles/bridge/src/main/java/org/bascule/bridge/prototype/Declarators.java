package org.bascule.bridge.prototype;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.bascule.annotation.Direction;
import org.bascule.bridge.prototype.PrototypeParser.ArrayContext;
import org.bascule.bridge.prototype.PrototypeParser.CallContext;
import org.bascule.bridge.prototype.PrototypeParser.ConventionContext;
import org.bascule.bridge.prototype.PrototypeParser.DeclaratorContext;
import org.bascule.bridge.prototype.PrototypeParser.DimensionsContext;
import org.bascule.bridge.prototype.PrototypeParser.DirectContext;
import org.bascule.bridge.prototype.PrototypeParser.ExportedVariableContext;
import org.bascule.bridge.prototype.PrototypeParser.ExpressionContext;
import org.bascule.bridge.prototype.PrototypeParser.FunctionContext;
import org.bascule.bridge.prototype.PrototypeParser.GroupedContext;
import org.bascule.bridge.prototype.PrototypeParser.MarkContext;
import org.bascule.bridge.prototype.PrototypeParser.NamedVariableContext;
import org.bascule.bridge.prototype.PrototypeParser.ParameterContext;
import org.bascule.bridge.prototype.PrototypeParser.ParametersContext;
import org.bascule.bridge.prototype.PrototypeParser.PointerContext;
import org.bascule.bridge.prototype.PrototypeParser.SuffixContext;
import org.bascule.bridge.prototype.PrototypeParser.TypeContext;
import org.bascule.bridge.prototype.PrototypeParser.UnnamedContext;
import org.bascule.bridge.prototype.PrototypeParser.VariableContext;
import org.bascule.spi.CType;
import org.bascule.spi.Convention;
import org.bascule.spi.Directive;

/**
 * Reads declarators as C does: the part farthest from the name, which binds the loosest, is applied
 * to the type first.
 */
final class Declarators {
  private final Mistakes mistakes;
  private final CTypeBuilder types;

  Declarators(Mistakes mistakes, CTypeBuilder types) {
    this.mistakes = mistakes;
    this.types = types;
  }

  /** A parameter and the column where it stands. */
  record Parameter(Declared declared, int column) {}

  /** The parameters of a function; none for {@code (void)}. */
  List<Parameter> parameters(ParametersContext tree) {
    List<Parameter> parameters = new ArrayList<>();
    if (tree == null) {
      return parameters;
    }
    for (ParameterContext parameter : tree.parameter()) {
      Declared declared =
          parameter(types.build(parameter.type()), parameter.declarator(), parameter.mark());
      parameters.add(new Parameter(declared, Mistakes.column(parameter)));
    }
    for (Token more : tree.more) {
      if (more != tree.getStop()) {
        throw mistakes.at(more.getStartIndex() + 1, "\"...\" at the end only", "more behind it");
      }
    }
    if (parameters.size() == 1 && tree.more.isEmpty() && isNothing(parameters.get(0).declared())) {
      return List.of();
    }
    for (Parameter parameter : parameters) {
      if (parameter.declared().type() instanceof CType.Void) {
        throw mistakes.at(parameter.column(), "a type that has values", "void");
      }
    }
    return parameters;
  }

  private static boolean isNothing(Declared parameter) {
    return parameter.type() instanceof CType.Void && parameter.name().isEmpty();
  }

  /** What a parameter is: arrays and functions are pointers there, as in C. */
  Declared parameter(Declared type, DeclaratorContext tree, MarkContext mark) {
    Declared target = outside(type, tree);
    DeclaratorContext nearest = nearest(tree);
    if (nearest instanceof FunctionContext f) {
      Declared function = function(target, f.convention(), f.parameters());
      return marked(function.pointedTo(false), mark).named(name(nearest));
    }
    List<ArrayContext> arrays = arrays(nearest);
    if (arrays.isEmpty()) {
      return marked(passed(target), mark).named(name(nearest));
    }
    ExpressionContext length = arrays.get(0).expression();
    Declared element = times(target, arrays, 1);
    boolean fixed =
        constant(length).isPresent()
            && mark == null
            && !target.constant()
            && element.directives().isEmpty();
    return (fixed
            ? element.times(constant(length).get()).pointedTo(false)
            : marked(element.counted(text(length)), mark))
        .named(name(nearest));
  }

  /** Arrays and functions that have a name of their own are pointers too. */
  private static Declared passed(Declared type) {
    return type.type() instanceof CType.Array || type.type() instanceof CType.Function
        ? type.pointedTo(false)
        : type;
  }

  /**
   * A member: arrays of constant length lie in the struct, others are pointers with a directive.
   */
  Declared member(Declared type, DeclaratorContext tree, MarkContext mark) {
    DeclaratorContext nearest = nearest(tree);
    if (name(nearest).isEmpty()) {
      throw mistakes.at(Mistakes.column(tree), "a member's name", "\"" + tree.getText() + "\"");
    }
    if (nearest instanceof FunctionContext) {
      throw mistakes.at(
          Mistakes.column(nearest),
          "a member that has a value, such as a pointer to a function: (*name)(...)",
          "a function");
    }
    Declared target = outside(type, tree);
    List<ArrayContext> arrays = arrays(nearest);
    if (!arrays.isEmpty() && arrays.get(0).expression() == null) {
      // A flexible array: it lies where it stands, and sizeof does not count it.
      return marked(times(target, arrays, 1).times(0), mark).named(name(nearest));
    }
    boolean inside = arrays.stream().allMatch(a -> constant(a.expression()).isPresent());
    return (inside
            ? marked(times(target, arrays, 0), mark)
            : marked(times(target, arrays, 1).counted(text(arrays.get(0).expression())), mark))
        .named(name(nearest));
  }

  /** The function type of a result, parameters and a convention. */
  Declared function(Declared result, ConventionContext convention, ParametersContext parameters) {
    CType.Function function =
        new CType.Function(
            result.named(CType.Function.RESULT).member(),
            parameters(parameters).stream().map(p -> p.declared().member()).toList(),
            convention(convention),
            parameters != null && !parameters.more.isEmpty());
    return new Declared("", function, false, Map.of());
  }

  /** What a keyword says; C's own convention without one. */
  static Convention convention(ConventionContext tree) {
    return switch (tree == null ? "" : tree.getText()) {
      case "__stdcall", "WINAPI", "CALLBACK", "APIENTRY", "NTAPI", "WSAAPI" -> Convention.STDCALL;
      case "PASCAL", "STDMETHODCALLTYPE" -> Convention.STDCALL;
      case "__thiscall" -> Convention.THISCALL;
      case "__fastcall" -> Convention.FASTCALL;
      default -> Convention.CDECL;
    };
  }

  /** What the parentheses around a name make of the type. */
  private Declared outside(Declared type, DeclaratorContext tree) {
    return tree instanceof GroupedContext group
        ? outside(
            pointers(type, group.pointer(), group.convention(), group.suffix()), group.declarator())
        : type;
  }

  /**
   * Pointers to an array or a function. {@code (*a)[3]} points to an array of fixed length; {@code
   * (*a)[n]} is the same as {@code a[n]}; {@code (**a)[n]} points to such a pointer.
   */
  Declared pointers(
      Declared type,
      List<PointerContext> pointers,
      ConventionContext convention,
      SuffixContext suffix) {
    if (suffix instanceof CallContext call) {
      return CTypeBuilder.pointers(function(type, convention, call.parameters()), pointers);
    }
    if (convention != null) {
      throw mistakes.at(
          Mistakes.column(convention), "a calling convention for a function only", "no parameters");
    }
    if (suffix == null) {
      return CTypeBuilder.pointers(type, pointers);
    }
    List<ArrayContext> arrays = ((DimensionsContext) suffix).array();
    ExpressionContext length = arrays.get(0).expression();
    if (constant(length).isPresent()) {
      return CTypeBuilder.pointers(times(type, arrays, 0), pointers);
    }
    Declared first = times(type, arrays, 1).counted(text(length));
    return CTypeBuilder.pointers(first, pointers.subList(1, pointers.size()));
  }

  /** The element with the dimensions from the given one on, which must be constant. */
  private Declared times(Declared element, List<ArrayContext> dimensions, int from) {
    if (dimensions.size() > from && !element.directives().isEmpty()) {
      throw mistakes.at(
          Mistakes.column(dimensions.get(from)),
          "one pointer here, since its length is an expression",
          "an array of them");
    }
    Declared type = element;
    for (int i = dimensions.size() - 1; i >= from; i--) {
      ArrayContext dimension = dimensions.get(i);
      type =
          type.times(
              constant(dimension.expression())
                  .orElseThrow(
                      () ->
                          mistakes.at(
                              Mistakes.column(dimension),
                              "a constant length here: only the first may be an expression",
                              "\"" + dimension.getText() + "\"")));
    }
    return type;
  }

  static DeclaratorContext nearest(DeclaratorContext tree) {
    return tree instanceof GroupedContext group ? nearest(group.declarator()) : tree;
  }

  static String name(DeclaratorContext nearest) {
    if (nearest instanceof FunctionContext function) {
      return function.name == null ? "" : function.name.getText();
    }
    return nearest instanceof DirectContext direct ? direct.name.getText() : "";
  }

  private static List<ArrayContext> arrays(DeclaratorContext nearest) {
    if (nearest instanceof DirectContext direct) {
      return direct.array();
    }
    return nearest instanceof UnnamedContext unnamed ? unnamed.array() : List.of();
  }

  /** The same with what a mark says of it; without one there may be none. */
  Declared marked(Declared declared, MarkContext mark) {
    if (mark == null) {
      return declared;
    }
    boolean toConst = declared.type() instanceof CType.Pointer pointer && pointer.toConst();
    Directive plain = toConst ? Directive.NONE.withDirection(Direction.IN) : Directive.NONE;
    Directive said = declared.directives().getOrDefault("", plain);
    return declared.with(Marks.add(mark, said, mistakes, t -> standing(t.type(), t.declarator())));
  }

  /** A variable: arrays stay what they are. */
  Declared variable(VariableContext tree) {
    if (tree instanceof ExportedVariableContext exported) {
      return times(types.build(exported.type()), exported.array(), 0)
          .named(ExportNames.unquoted(exported.name.getText()));
    }
    NamedVariableContext named = (NamedVariableContext) tree;
    Declared declared = whole(types.build(named.type()), named.declarator());
    if (declared.type() instanceof CType.Function || declared.type() instanceof CType.Void) {
      throw mistakes.at(
          Mistakes.column(tree), "a variable", "\"" + mistakes.text(named.type()) + "\"");
    }
    return declared.named(name(nearest(named.declarator())));
  }

  /** The type that a typedef gives a name to: arrays and functions stay what they are. */
  CType declared(Declared type, DeclaratorContext tree) {
    return whole(type, tree).type();
  }

  private Declared whole(Declared type, DeclaratorContext tree) {
    Declared target = outside(type, tree);
    DeclaratorContext nearest = nearest(tree);
    Declared whole =
        nearest instanceof FunctionContext f
            ? function(target, f.convention(), f.parameters())
            : times(target, arrays(nearest), 0);
    if (!whole.directives().isEmpty()) {
      throw mistakes.at(
          Mistakes.column(tree), "constant lengths here", "\"" + mistakes.text(tree) + "\"");
    }
    return whole;
  }

  /** A type where arrays stay what they are; nothing can be said of its memory there. */
  CType standing(TypeContext type, DeclaratorContext tree) {
    CType declared = declared(types.build(type), tree);
    return declared instanceof CType.Function ? new CType.Pointer(declared, false) : declared;
  }

  private Optional<Long> constant(ExpressionContext expression) {
    Optional<Long> value = expression == null ? Optional.empty() : types.constants().of(expression);
    if (value.isPresent() && (value.get() < 0 || value.get() > Integer.MAX_VALUE)) {
      throw mistakes.at(
          Mistakes.column(expression),
          "at most " + Integer.MAX_VALUE + " elements",
          value.get().toString());
    }
    return value;
  }

  private Optional<String> text(ExpressionContext expression) {
    return Optional.ofNullable(expression).map(mistakes::text);
  }
}
