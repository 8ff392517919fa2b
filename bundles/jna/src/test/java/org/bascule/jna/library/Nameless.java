package org.bascule.jna.library;

import com.sun.jna.DefaultTypeMapper;
import com.sun.jna.FromNativeContext;
import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.ToNativeContext;
import com.sun.jna.TypeConverter;
import com.sun.jna.TypeMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Interfaces whose constants are made by nameless classes of all kinds. */
public final class Nameless {
  private Nameless() {}

  /** Set by tests: how many initialisers are still to fail. */
  public static final String FAILURES = "org.bascule.jna.library.failures";

  public enum Level {
    LOW,
    HIGH
  }

  public interface Several extends Library {
    TypeMapper MAPPER =
        new DefaultTypeMapper() {
          {
            addTypeConverter(
                Level.class,
                new TypeConverter() {
                  @Override
                  public Object toNative(Object value, ToNativeContext context) {
                    return new Supplier<Integer>() {
                      @Override
                      public Integer get() {
                        return ((Level) value).ordinal();
                      }
                    }.get();
                  }

                  @Override
                  public Object fromNative(Object value, FromNativeContext context) {
                    return Level.values()[(Integer) value];
                  }

                  @Override
                  public Class<Integer> nativeType() {
                    return Integer.class;
                  }
                });
          }
        };
    FunctionMapper NAMES = (library, method) -> "my_" + method.getName();

    /** It implements the interface, and holds a class that has a name. */
    Several DEFAULTS =
        new Several() {
          final class Named {
            final List<Supplier<String>> texts = List.of(() -> "fallback", this::second);

            String second() {
              return "second";
            }
          }

          private final Named named = new Named();

          @Override
          public String name() {
            return named.texts.get(0).get();
          }
        };

    Several INSTANCE =
        Native.load(
            "nowhere",
            Several.class,
            new HashMap<String, Object>() {
              private static final long serialVersionUID = 1L;

              {
                put(OPTION_TYPE_MAPPER, MAPPER);
                put(OPTION_FUNCTION_MAPPER, NAMES);
                put("name", DEFAULTS.name());
              }
            });

    String name();
  }

  public interface FailingAtFirst extends Library {
    Map<String, Object> OPTIONS = options();

    private static Map<String, Object> options() {
      Integer left = Integer.getInteger(FAILURES, 0);
      System.setProperty(FAILURES, String.valueOf(left - 1));
      if (left > 0) {
        throw new IllegalStateException("no such registry");
      }
      return Map.of(OPTION_STRING_ENCODING, "IBM850");
    }
  }
}
