package org.bascule.marshallers.struct;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bascule.spi.Directive;
import org.bascule.spi.Layout;

/**
 * The order in which a struct's members are written: plain values, then what lies in the struct and
 * may have directives of its own, then pointers whose lengths need the others; of those, each
 * behind the ones that its length names. Members that need each other stay as they are declared,
 * and the length says at the call what is missing.
 */
final class WriteOrder {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

  private final Map<String, Shape.Draft> pointers = new LinkedHashMap<>();
  private final Set<String> order = new LinkedHashSet<>();
  private final Set<String> waiting = new LinkedHashSet<>();

  private WriteOrder() {}

  static List<String> of(List<Shape.Draft> drafts, Layout.Struct layout) {
    WriteOrder order = new WriteOrder();
    List<String> inline = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      Shape.Draft draft = drafts.get(i);
      Layout member = layout.members().get(i).layout();
      if (draft.isDirected()) {
        order.pointers.put(draft.name(), draft);
      } else if (member instanceof Layout.Struct || member instanceof Layout.Array) {
        inline.add(draft.name());
      } else {
        order.order.add(draft.name());
      }
    }
    order.order.addAll(inline);
    order.pointers.keySet().forEach(order::add);
    return List.copyOf(order.order);
  }

  private void add(String pointer) {
    if (order.contains(pointer) || !waiting.add(pointer)) {
      return;
    }
    for (String needed : names(pointers.get(pointer))) {
      if (pointers.containsKey(needed)) {
        add(needed);
      }
    }
    order.add(pointer);
  }

  private static List<String> names(Shape.Draft draft) {
    return draft
        .use()
        .directive()
        .flatMap(Directive::length)
        .map(text -> NAME.matcher(text).results().map(r -> r.group()).toList())
        .orElse(List.of());
  }
}
