package org.bascule.bridge.length;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.bascule.spi.Layout;

/**
 * Inside a struct: its members, then what names mean outside. The struct's memory is found from the
 * member's own cell.
 *
 * @param layout the struct's, known once all is compiled
 */
public record StructScope(Supplier<Layout.Struct> layout, String member, Scope outer)
    implements Scope {
  @Override
  public Optional<Variable> find(String name) {
    return layout
        .get()
        .member(name)
        .map(this::variable)
        .or(() -> outer.find(name).map(this::outside));
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>(layout.get().names());
    names.addAll(outer.names());
    return names;
  }

  @Override
  public Scope outermost() {
    return outer.outermost();
  }

  private Variable variable(Layout.Member sibling) {
    long distance = sibling.offset() - own().offset();
    return new Variable(
        sibling.layout(),
        (cell, call) -> call.view(cell.address() + distance, sibling.layout().size()),
        OptionalInt.empty());
  }

  /** For the struct around this one, the cell is this whole struct. */
  private Variable outside(Variable variable) {
    if (!(outer instanceof StructScope)) {
      return variable;
    }
    long offset = own().offset();
    long size = layout.get().size();
    return new Variable(
        variable.layout(),
        (cell, call) -> variable.access().of(call.view(cell.address() - offset, size), call),
        variable.argument());
  }

  private Layout.Member own() {
    Layout.Struct struct = layout.get();
    return struct.members().stream()
        .filter(m -> m.name().equals(member))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(struct.name() + " has no member " + member));
  }
}
