package org.bascule.bridge.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bascule.bridge.length.Scope;
import org.bascule.spi.Layout;

/**
 * What names mean in a function's directives: its parameters by name, {@code arg0} …, and {@code
 * result}.
 */
final class FunctionScope implements Scope {
  private static final String RESULT = "result";

  private final List<String> parameterNames;
  private final List<Layout> layouts = new ArrayList<>();
  private Optional<Layout> result = Optional.empty();

  FunctionScope(List<String> parameterNames) {
    this.parameterNames = parameterNames;
  }

  /** Makes the next argument's layout known. */
  void addArgument(Layout layout) {
    layouts.add(layout);
  }

  /** Makes the result's layout known. */
  void setResult(Layout layout) {
    result = Optional.of(layout);
  }

  @Override
  public Optional<Variable> find(String name) {
    int named = parameterNames.indexOf(name);
    for (int i = 0; i < layouts.size(); i++) {
      if (i == named || (named < 0 && name.equals("arg" + i))) {
        int index = i;
        return Optional.of(
            new Variable(
                layouts.get(i), (cell, call) -> call.argument(index), OptionalInt.of(index)));
      }
    }
    return name.equals(RESULT)
        ? result.map(
            layout -> new Variable(layout, (cell, call) -> call.result(), OptionalInt.empty()))
        : Optional.empty();
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < layouts.size(); i++) {
      String name = i < parameterNames.size() ? parameterNames.get(i) : "";
      names.add(name.isEmpty() ? "arg" + i : name);
    }
    result.ifPresent(layout -> names.add(RESULT));
    return names;
  }
}
