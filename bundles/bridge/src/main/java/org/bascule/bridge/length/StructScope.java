package org.bascule.bridge.length;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bascule.spi.Layout;

/**
 * Inside a struct: its members, then what names mean outside. The struct's memory is found from the
 * member's own cell.
 */
public record StructScope(Layout.Struct struct, String member, Scope outer) implements Scope {
  @Override
  public Optional<Variable> find(String name) {
    return struct.members().stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .map(this::variable)
        .or(() -> outer.find(name));
  }

  @Override
  public List<String> names() {
    List<String> names =
        new ArrayList<>(struct.members().stream().map(Layout.Member::name).toList());
    names.addAll(outer.names());
    return names;
  }

  private Variable variable(Layout.Member sibling) {
    long distance = sibling.offset() - own().offset();
    return new Variable(
        sibling.layout(),
        (cell, call) -> call.view(cell.address() + distance, sibling.layout().size()),
        OptionalInt.empty());
  }

  private Layout.Member own() {
    return struct.members().stream()
        .filter(m -> m.name().equals(member))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(struct.name() + " has no member " + member));
  }
}
