package org.bascule.jna.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bascule.spi.Directive;

/**
 * The order in which a structure's fields are written, since lengths are read from the memory that
 * is being written: plain ones, then structures inside it that have directives, then pointers with
 * a directive, each behind those that its length names.
 */
final class WriteOrder {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*");

  private final Map<String, Integer> pointers = new LinkedHashMap<>();
  private final Map<String, String> lengths = new LinkedHashMap<>();
  private final Set<Integer> order = new LinkedHashSet<>();
  private final Set<String> waiting = new LinkedHashSet<>();

  private WriteOrder() {}

  /** The indices of the fields. */
  static List<Integer> of(List<StructureMarshaller.Field> fields) {
    WriteOrder order = new WriteOrder();
    List<Integer> nested = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      StructureMarshaller.Field field = fields.get(i);
      if (field.directive().isPresent()) {
        order.pointers.put(field.mover().name(), i);
        String length = field.directive().flatMap(Directive::length).orElse("");
        order.lengths.put(field.mover().name(), length);
      } else if (field.mover().directed()) {
        nested.add(i);
      } else {
        order.order.add(i);
      }
    }
    order.order.addAll(nested);
    order.pointers.keySet().forEach(order::add);
    return List.copyOf(order.order);
  }

  /** Pointers that need each other stay as they are declared; the length tells what is missing. */
  private void add(String pointer) {
    if (!waiting.add(pointer)) {
      return;
    }
    NAME.matcher(lengths.get(pointer))
        .results()
        .map(MatchResult::group)
        .filter(pointers::containsKey)
        .forEach(this::add);
    order.add(pointers.get(pointer));
  }
}
