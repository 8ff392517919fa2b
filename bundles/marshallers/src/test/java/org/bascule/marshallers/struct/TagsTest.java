package org.bascule.marshallers.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bascule.marshallers.struct.StructKit.member;
import static org.bascule.marshallers.struct.StructKit.pointer;
import static org.bascule.marshallers.struct.StructKit.struct;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bascule.spi.CType;
import org.bascule.spi.Convention;
import org.junit.jupiter.api.Test;

class TagsTest {
  @Test
  void reachesFinitelyManyTypesFromStructsThatPointToEachOther() {
    CType.Struct leaf =
        struct(
            "leaf", member(pointer("struct tree"), "up"), member(pointer("struct leaf"), "next"));
    CType.Struct tree =
        struct(
            "tree",
            member(pointer(leaf), "first"),
            member(pointer("struct leaf"), "second"),
            member(pointer("struct tree"), "next"));
    Set<CType> reached = new HashSet<>();
    follow(tree, reached);

    assertThat(reached).hasSize(2).contains(tree);
  }

  @Test
  void leavesATagThatIsDefinedNowhere() {
    CType.Struct list = struct("list", member(pointer("struct other"), "head"));

    assertThat(Tags.inside(list).resolve(list.members().get(0).type()))
        .isEqualTo(pointer("struct other"));
  }

  @Test
  void resolvesWhatCallbacksTakeAndReturn() {
    CType.Struct node =
        struct("node", member(visitor(pointer("struct node")), "visit"), member("int", "value"));
    Set<CType> reached = new HashSet<>();
    follow(node, reached);

    assertThat(reached).containsExactly(node);
    assertThat(Tags.inside(node).resolve(node.members().get(0).type()))
        .isEqualTo(visitor(pointer(node)));
  }

  private static CType visitor(CType type) {
    return pointer(
        new CType.Function(
            new CType.Member(CType.Function.RESULT, type, Map.of()),
            List.of(member(type, "self")),
            Convention.CDECL,
            false));
  }

  private static void follow(CType type, Set<CType> reached) {
    if (reached.size() > 20) {
      throw new AssertionError("there seems to be no end of types");
    }
    if (type instanceof CType.Pointer pointer) {
      follow(pointer.target(), reached);
    } else if (type instanceof CType.Function function) {
      follow(function.result().type(), reached);
      function.parameters().forEach(p -> follow(p.type(), reached));
    } else if (type instanceof CType.Struct struct && reached.add(struct)) {
      Tags tags = Tags.inside(struct);
      struct.members().forEach(m -> follow(tags.resolve(m.type()), reached));
    }
  }
}
