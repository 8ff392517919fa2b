package org.bascule.marshallers.struct;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bascule.annotation.EnumValue;
import org.bascule.spi.CType;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;

/** Java enums as C's: an {@code int}, or the integer type that {@code @DeclaredAs} names. */
@Component(
    service = MarshallerFactory.class,
    property = Constants.SERVICE_RANKING + ":Integer=" + EnumMarshallerFactory.RANKING)
public final class EnumMarshallerFactory implements MarshallerFactory {
  /** Behind everybody who knows one record or enum of his own. */
  static final int RANKING = -1;

  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    boolean named = use.cType().map(CType.Named.class::isInstance).orElse(true);
    return use.rawType().isEnum() && named
        ? Optional.of(marshaller(use.rawType(), use, context))
        : Optional.empty();
  }

  @Override
  public int ranking() {
    return RANKING;
  }

  @Override
  public String handles() {
    return "enums as int, by ordinal or @EnumValue";
  }

  private static <E> Marshaller<E> marshaller(
      Class<E> type, TypeUse use, MarshallerContext context) {
    CType cType = use.cType().orElse(new CType.Named("int"));
    TypeUse number =
        new TypeUse(long.class, Optional.of(cType), use.annotations(), use.place(), use.path());
    if (!(context.marshaller(number) instanceof ScalarMarshaller<?> scalar)
        || scalar.javaType() != Long.class) {
      throw Refusals.signature(
          use, "an integer type for an enum", cType.toString(), "correct the C type");
    }
    @SuppressWarnings("unchecked")
    ScalarMarshaller<Long> numbers = (ScalarMarshaller<Long>) scalar;
    return new EnumMarshaller<>(type, numbers, values(type, use), use.path());
  }

  private static <E> Map<Long, E> values(Class<E> type, TypeUse use) {
    Map<Long, E> values = new LinkedHashMap<>();
    long next = 0;
    for (E constant : type.getEnumConstants()) {
      EnumValue said = annotation(type, ((Enum<?>) constant).name());
      long value = said == null ? next : said.value();
      E other = values.put(value, constant);
      if (other != null) {
        throw Refusals.signature(
            use,
            "constants of " + type.getName() + " with different numbers",
            other + " and " + constant + " are both " + value,
            "correct @EnumValue");
      }
      next = value + 1;
    }
    return values;
  }

  private static EnumValue annotation(Class<?> type, String constant) {
    return Arrays.stream(type.getFields())
        .filter(f -> f.isEnumConstant() && f.getName().equals(constant))
        .findFirst()
        .map(f -> f.getAnnotation(EnumValue.class))
        .orElse(null);
  }
}
