package org.bascule.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bascule.annotation.CodePage;
import org.junit.jupiter.api.Test;

class TypeUseTest {
  private static final Optional<CType> SIZE = Optional.of(new CType.Named("size_t"));

  interface Declarations<V> {
    void uses(@CodePage(1252) String text, List<String> list, List<String>[] lists, V variable);
  }

  @Test
  void isNaturalOnlyWhereJavaLeavesTheTypeOpenAndCDoesNot() {
    assertThat(use(Object.class, SIZE).isNatural()).isTrue();
    assertThat(use(Object.class, Optional.empty()).isNatural()).isFalse();
    assertThat(use(long.class, SIZE).isNatural()).isFalse();
  }

  @Test
  void findsTheClassBehindEveryKindOfType() throws Exception {
    Type[] types = method().getGenericParameterTypes();

    assertThat(use(types[0], Optional.empty()).rawType()).isEqualTo(String.class);
    assertThat(use(types[1], Optional.empty()).rawType()).isEqualTo(List.class);
    assertThat(use(types[2], Optional.empty()).rawType()).isEqualTo(List[].class);
    assertThat(use(types[3], Optional.empty()).rawType()).isEqualTo(Object.class);
  }

  @Test
  void acceptsItsOwnClassAndAnyIfNatural() {
    assertThat(use(long.class, SIZE).accepts(long.class)).isTrue();
    assertThat(use(long.class, SIZE).accepts(Long.class)).isFalse();
    assertThat(use(Object.class, SIZE).accepts(Long.class)).isTrue();
    assertThat(use(Object.class, Optional.empty()).accepts(Long.class)).isFalse();
  }

  @Test
  void findsAnAnnotationOfThePlace() throws Exception {
    Annotation[] annotations = method().getParameterAnnotations()[0];
    TypeUse use =
        new TypeUse(
            String.class, Optional.empty(), List.of(annotations), Place.ARGUMENT, "argument 0");

    assertThat(use.annotation(CodePage.class)).map(CodePage::value).contains(1252);
    assertThat(use.annotation(Override.class)).isEmpty();
  }

  @Test
  void passesAnnotationsOnToAPart() throws Exception {
    Annotation[] annotations = method().getParameterAnnotations()[0];
    TypeUse use =
        new TypeUse(
            String[].class, Optional.empty(), List.of(annotations), Place.ARGUMENT, "argument 0");

    assertThat(use.part(String.class, SIZE, Place.ELEMENT, "[]"))
        .isEqualTo(
            new TypeUse(String.class, SIZE, List.of(annotations), Place.ELEMENT, "argument 0[]"));
  }

  @Test
  void describesItselfAsItWasWritten() {
    assertThat(use(Object.class, SIZE).description()).isEqualTo("size_t");
    assertThat(use(long.class, SIZE).description()).isEqualTo("long (C: size_t)");
    assertThat(use(int[].class, Optional.empty()).description()).isEqualTo("int[]");
  }

  @Test
  void doesNotSeeLaterChangesOfTheAnnotations() throws Exception {
    List<Annotation> annotations = new ArrayList<>(List.of(method().getParameterAnnotations()[0]));
    TypeUse use = new TypeUse(String.class, SIZE, annotations, Place.FIELD, "f");
    annotations.clear();

    assertThat(use.annotations()).hasSize(1);
  }

  @Test
  void refusesMissingParts() {
    assertThatThrownBy(() -> new TypeUse(null, SIZE, List.of(), Place.FIELD, "f"))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("javaType");
  }

  private static TypeUse use(Type type, Optional<CType> cType) {
    return new TypeUse(type, cType, List.of(), Place.ARGUMENT, "argument 0");
  }

  private static Method method() throws NoSuchMethodException {
    return Declarations.class.getDeclaredMethod(
        "uses", String.class, List.class, List[].class, Object.class);
  }
}
