package org.bascule.spi.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The order in which a struct's members are written, since lengths of directives are read from the
 * memory that is being written: plain values, then what lies in the struct and may have directives
 * of its own, then pointers whose lengths may need the others; of those, each behind the ones that
 * its length names. Members that need each other stay as they are declared, and the length says at
 * the call what is missing.
 */
public final class MemberOrder {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*");

  private final List<Member> members;
  private final Map<String, Integer> pointers = new LinkedHashMap<>();
  private final Set<Integer> order = new LinkedHashSet<>();
  private final Set<String> waiting = new LinkedHashSet<>();

  private MemberOrder(List<Member> members) {
    this.members = members;
  }

  /** What a member has to do with the others. */
  public enum Kind {
    /** It needs no other member. */
    PLAIN,
    /** It lies in the struct, and may hold pointers that need other members. */
    INLINE,
    /** It is a pointer with a directive. */
    DIRECTED
  }

  /**
   * A member.
   *
   * @param length the directive's length expression; empty if it has none
   */
  public record Member(String name, Kind kind, String length) {}

  /** The indices of the members in the order in which they are to be written. */
  public static List<Integer> of(List<Member> members) {
    MemberOrder order = new MemberOrder(members);
    List<Integer> inline = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      switch (members.get(i).kind()) {
        case PLAIN -> order.order.add(i);
        case INLINE -> inline.add(i);
        case DIRECTED -> order.pointers.put(members.get(i).name(), i);
      }
    }
    order.order.addAll(inline);
    order.pointers.keySet().forEach(order::add);
    return List.copyOf(order.order);
  }

  private void add(String pointer) {
    if (!waiting.add(pointer)) {
      return;
    }
    int index = pointers.get(pointer);
    NAME.matcher(members.get(index).length())
        .results()
        .map(MatchResult::group)
        .filter(pointers::containsKey)
        .forEach(this::add);
    order.add(index);
  }
}
