package org.bascule.jna.library;

import com.sun.jna.FromNativeConverter;
import com.sun.jna.ToNativeConverter;
import com.sun.jna.TypeMapper;
import java.lang.ref.WeakReference;

/**
 * A type mapper that is kept by somebody else. Never used itself: it is copied beside JNA's own
 * classes, so that it may refer to nothing but the JDK and JNA.
 */
final class WeakTypeMapper implements TypeMapper {
  private final WeakReference<TypeMapper> mapper;

  WeakTypeMapper(WeakReference<TypeMapper> mapper) {
    this.mapper = mapper;
  }

  @Override
  public FromNativeConverter getFromNativeConverter(Class<?> javaType) {
    TypeMapper known = mapper.get();
    return known == null ? null : known.getFromNativeConverter(javaType);
  }

  @Override
  public ToNativeConverter getToNativeConverter(Class<?> javaType) {
    TypeMapper known = mapper.get();
    return known == null ? null : known.getToNativeConverter(javaType);
  }
}
