package org.bascule.spi.kit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.bascule.spi.CType;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;

/** Short ways to a {@link TypeUse}. The path is the place's name in lower case. */
public final class KitUse {
  private KitUse() {}

  /** A Java type by itself. */
  public static TypeUse java(Type type, Place place, Annotation... annotations) {
    return use(type, Optional.empty(), place, annotations);
  }

  /** A C type by itself. */
  public static TypeUse c(CType type, Place place) {
    return use(Object.class, Optional.of(type), place);
  }

  /** A C type of that name by itself. */
  public static TypeUse c(String name, Place place) {
    return c(new CType.Named(name), place);
  }

  /** A Java type with what C calls it. */
  public static TypeUse both(Type type, CType cType, Place place) {
    return use(type, Optional.of(cType), place);
  }

  /** A Java type with the name that it has in C. */
  public static TypeUse both(Type type, String cName, Place place) {
    return both(type, new CType.Named(cName), place);
  }

  private static TypeUse use(
      Type type, Optional<CType> cType, Place place, Annotation... annotations) {
    String path = place.name().toLowerCase(java.util.Locale.ROOT);
    return new TypeUse(type, cType, List.of(annotations), place, path);
  }
}
