package org.bascule.marshallers;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;

/** Uses of arguments, {@code argument 0}, with directives. */
public final class Uses {
  public static final CType CHAR = new CType.Named("char");
  public static final CType WCHAR = new CType.Named("wchar_t");
  public static final Directive N = Directive.NONE.withLength("n");

  private Uses() {}

  public static TypeUse java(Type type, Directive... directive) {
    return use(type, Optional.empty(), Place.ARGUMENT, directive);
  }

  public static TypeUse c(CType type, Directive... directive) {
    return use(Object.class, Optional.of(type), Place.ARGUMENT, directive);
  }

  public static TypeUse both(Type type, CType cType, Directive... directive) {
    return use(type, Optional.of(cType), Place.ARGUMENT, directive);
  }

  public static TypeUse at(Place place, TypeUse use) {
    return new TypeUse(
        use.javaType(), use.cType(), use.annotations(), place, use.path(), use.directives());
  }

  /** The same use with a directive for what its pointer leads to. */
  public static TypeUse below(TypeUse use, String path, Directive directive) {
    return new TypeUse(
        use.javaType(),
        use.cType(),
        use.annotations(),
        use.place(),
        use.path(),
        Map.of(path, directive));
  }

  public static CType named(String name) {
    return new CType.Named(name);
  }

  public static CType pointer(CType target) {
    return new CType.Pointer(target, false);
  }

  public static CType constPointer(CType target) {
    return new CType.Pointer(target, true);
  }

  public static CType array(CType element, long count) {
    return new CType.Array(element, count);
  }

  private static TypeUse use(Type type, Optional<CType> c, Place place, Directive... directive) {
    Map<String, Directive> directives = directive.length == 0 ? Map.of() : Map.of("", directive[0]);
    return new TypeUse(type, c, List.of(), place, "argument 0", directives);
  }
}
