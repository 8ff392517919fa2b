package org.bascule.spi;

import java.lang.annotation.Annotation;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bascule.annotation.RawText;

/**
 * One use of a type, for which a marshaller is wanted.
 *
 * @param javaType the Java type; {@code Object.class} together with a {@code cType} means: whatever
 *     Java type is natural for the C type
 * @param cType what C calls it, if that was said
 * @param annotations those at the place of use; those of the type itself are found on the type
 * @param place where it is used
 * @param path where in the signature, for messages: {@code argument 0}, {@code argument 1.data[]},
 *     {@code result}
 * @param directives keyed by the path from here to the pointer that each is for, names joined by
 *     dots; the empty path is this pointer itself
 */
public record TypeUse(
    Type javaType,
    Optional<CType> cType,
    List<Annotation> annotations,
    Place place,
    String path,
    Map<String, Directive> directives) {

  private static final RawText RAW_TEXT = Raw.class.getAnnotation(RawText.class);

  /** Bears the annotation. */
  @RawText
  private interface Raw {}

  public TypeUse {
    Objects.requireNonNull(javaType, "javaType");
    Objects.requireNonNull(cType, "cType");
    annotations = List.copyOf(annotations);
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(path, "path");
    directives = Map.copyOf(directives);
  }

  /** A use without directives. */
  public TypeUse(
      Type javaType,
      Optional<CType> cType,
      List<Annotation> annotations,
      Place place,
      String path) {
    this(javaType, cType, annotations, place, path, Map.of());
  }

  /** The directive for this very pointer. */
  public Optional<Directive> directive() {
    return Optional.ofNullable(directives.get(""));
  }

  /** The same use with this directive, unless it has one already. */
  public TypeUse withDirective(Directive directive) {
    return withDirectives(Map.of("", directive));
  }

  /** The same use with these directives by their paths, except where it has one already. */
  public TypeUse withDirectives(Map<String, Directive> others) {
    Map<String, Directive> all = new HashMap<>(others);
    all.putAll(directives);
    return new TypeUse(javaType, cType, annotations, place, path, all);
  }

  /** The same use with one more annotation. */
  public TypeUse with(Annotation annotation) {
    List<Annotation> all = new ArrayList<>(annotations);
    all.add(annotation);
    return new TypeUse(javaType, cType, all, place, path, directives);
  }

  /** The same use, whose text is sent as {@link RawText} says. */
  public TypeUse withRawText() {
    return with(RAW_TEXT);
  }

  /** Whether the Java type is left to the marshaller. */
  public boolean isNatural() {
    return javaType == Object.class && cType.isPresent();
  }

  /** The class behind the Java type; {@code Object.class} for a type variable. */
  public Class<?> rawType() {
    return raw(javaType);
  }

  /** Whether this use is of that class, or natural. */
  public boolean accepts(Class<?> type) {
    return isNatural() || rawType() == type;
  }

  /** The annotation of that type at the place of use. */
  public <A extends Annotation> Optional<A> annotation(Class<A> type) {
    return annotations.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /**
   * The use of a part of this one: same annotations, another type at another place. Directives for
   * members of the part go with it.
   */
  public TypeUse part(Type partType, Optional<CType> partCType, Place partPlace, String suffix) {
    return new TypeUse(partType, partCType, annotations, partPlace, path + suffix);
  }

  /**
   * The use of a member of this struct, or of the struct that this pointer points to.
   *
   * @param member its name
   * @param memberAnnotations those at the member
   */
  public TypeUse member(
      String member,
      Type memberType,
      Optional<CType> memberCType,
      List<Annotation> memberAnnotations) {
    Map<String, Directive> below = new HashMap<>();
    directives.forEach(
        (key, directive) -> {
          if (key.equals(member) || key.startsWith(member + ".")) {
            below.put(key.substring(Math.min(key.length(), member.length() + 1)), directive);
          }
        });
    return new TypeUse(
        memberType, memberCType, memberAnnotations, Place.FIELD, path + "." + member, below);
  }

  /**
   * What this pointer points to. A directive at the path {@code *} is for the target; those for
   * members go with it, since paths to members pass through pointers.
   */
  public TypeUse target(Type targetType, Optional<CType> targetCType) {
    Map<String, Directive> below = new HashMap<>();
    directives.forEach(
        (key, directive) -> {
          if (key.startsWith("*")) {
            below.put(key.substring(key.startsWith("*.") ? 2 : 1), directive);
          } else if (!key.isEmpty()) {
            below.putIfAbsent(key, directive);
          }
        });
    return new TypeUse(targetType, targetCType, annotations, Place.TARGET, path, below);
  }

  /** As messages name it: {@code int}, {@code unsigned long}, or {@code long (C: size_t)}. */
  public String description() {
    if (isNatural()) {
      return cType.get().toString();
    }
    return javaType.getTypeName() + cType.map(c -> " (C: " + c + ")").orElse("");
  }

  private static Class<?> raw(Type type) {
    if (type instanceof Class<?> c) {
      return c;
    }
    if (type instanceof ParameterizedType p) {
      return raw(p.getRawType());
    }
    if (type instanceof GenericArrayType a) {
      return raw(a.getGenericComponentType()).arrayType();
    }
    return Object.class;
  }
}
