package org.bascule.bridge.prototype;

import static org.assertj.core.api.Assertions.assertThat;

import org.bascule.spi.CType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructTagsTest {
  private static final CType POINT = PrototypeReader.readType("struct p { int x, y; }");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void f(struct p { int x, y; } *a, const struct p b[2])",
        "void f(const struct p b[2], struct p { int x, y; } *a)",
        "struct p { int x, y; } *f(const struct p b[2])",
        "void f(struct line { struct p { int x, y; } from, to; } l, const struct p (*b)[2])"
      })
  void aTagMeansTheDefinitionWhereverThatStands(String source) {
    Prototype prototype = PrototypeReader.read(source);
    CType last =
        prototype.parameters().stream()
            .filter(p -> p.name().equals("b"))
            .findFirst()
            .orElseThrow()
            .type();
    CType resolved = StructTags.of(prototype, Declarations.NONE).resolve(last);
    assertThat(((CType.Pointer) resolved).toConst()).isEqualTo(((CType.Pointer) last).toConst());
    assertThat(element(resolved)).isEqualTo(POINT);
  }

  @Test
  void aStructThatPointsToItselfStaysFinite() {
    Prototype prototype =
        PrototypeReader.read("struct n { int v; struct n *next; } *f(struct n *list)");
    CType resolved =
        StructTags.of(prototype, Declarations.NONE).resolve(prototype.parameters().get(0).type());
    assertThat(resolved).isEqualTo(prototype.result());
  }

  @Test
  void structsMayPointToEachOther() {
    Prototype prototype =
        PrototypeReader.read("void f(struct a { struct b *b; } *x, struct b { struct a *a; } *y)");
    CType resolved =
        StructTags.of(prototype, Declarations.NONE).resolve(prototype.parameters().get(0).type());
    assertThat(resolved).hasToString("struct a { struct b { struct a *a; } *b; } *");
  }

  @Test
  void callbacksMayDefineAndUseTags() {
    Prototype prototype =
        PrototypeReader.read(
            "void f(int (*each)(struct p { int x, y; } *a), struct p *(*make)(struct p b))");
    CType resolved =
        StructTags.of(prototype, Declarations.NONE).resolve(prototype.parameters().get(1).type());
    assertThat(resolved)
        .hasToString("struct p { int x; int y; } *(*)(struct p { int x; int y; } b)");
  }

  @Test
  void aTagWithoutADefinitionStaysATag() {
    Prototype prototype = PrototypeReader.read("void f(struct a { int i; } *x, struct b *y)");
    CType other = prototype.parameters().get(1).type();
    assertThat(StructTags.of(prototype, Declarations.NONE).resolve(other)).isEqualTo(other);
  }

  private static CType element(CType pointer) {
    CType target = ((CType.Pointer) pointer).target();
    return target instanceof CType.Array array ? array.element() : target;
  }
}
