package org.bascule.jna.library;

import com.sun.jna.DefaultTypeMapper;
import com.sun.jna.FromNativeContext;
import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.ToNativeContext;
import com.sun.jna.TypeConverter;
import com.sun.jna.TypeMapper;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import com.sun.jna.win32.W32APITypeMapper;
import java.util.HashMap;
import java.util.Map;
import org.bascule.jna.loader.BasculeNative;

/** Interfaces as people write them; each initialiser that runs is noted. */
final class Declared {
  static final Map<String, Integer> INITIALISED = new HashMap<>();

  private Declared() {}

  static int initialised(String name) {
    return INITIALISED.merge(name, 1, Integer::sum);
  }

  interface WithInstance extends Library {
    int NOTE = initialised("WithInstance");
    WithInstance INSTANCE =
        Native.load("nowhere", WithInstance.class, W32APIOptions.UNICODE_OPTIONS);
    WithInstance SYNCHRONIZED = (WithInstance) Native.synchronizedLibrary(INSTANCE);

    void f();
  }

  interface Inheriting extends WithInstance {
    void g();
  }

  interface ThroughBascule extends StdCallLibrary {
    ThroughBascule INSTANCE =
        BasculeNative.load("nowhere", ThroughBascule.class, W32APIOptions.ASCII_OPTIONS);
  }

  interface WithoutOptions extends Library {
    WithoutOptions INSTANCE = Native.load("nowhere", WithoutOptions.class);
    Map<String, Object> OPTIONS = Map.of(OPTION_STRING_ENCODING, "IBM850");
  }

  interface WithFields extends Library {
    TypeMapper TYPE_MAPPER = W32APITypeMapper.UNICODE;
    int STRUCTURE_ALIGNMENT = 1;
    String STRING_ENCODING = "windows-1252";
  }

  interface WithMap extends Library {
    Map<String, Object> OPTIONS = Map.of(OPTION_STRING_ENCODING, "IBM850");
    TypeMapper TYPE_MAPPER = W32APITypeMapper.ASCII;
  }

  /** A colour that only the library's own mapper knows. */
  enum Colour {
    RED,
    GREEN
  }

  interface WithAnonymousMapper extends Library {
    TypeMapper MAPPER =
        new DefaultTypeMapper() {
          {
            addTypeConverter(
                Colour.class,
                new TypeConverter() {
                  @Override
                  public Object toNative(Object value, ToNativeContext context) {
                    return ((Colour) value).ordinal() + 10;
                  }

                  @Override
                  public Object fromNative(Object value, FromNativeContext context) {
                    return ((Class<?>) context.getTargetType())
                        .getEnumConstants()[(Integer) value - 10];
                  }

                  @Override
                  public Class<Integer> nativeType() {
                    return Integer.class;
                  }
                });
          }
        };
    WithAnonymousMapper INSTANCE =
        Native.load(
            "nowhere",
            WithAnonymousMapper.class,
            new HashMap<String, Object>() {
              private static final long serialVersionUID = 1L;

              {
                put(OPTION_TYPE_MAPPER, MAPPER);
              }
            });
  }

  interface Failing extends Library {
    Object TROUBLE = trouble();

    private static Object trouble() {
      throw new IllegalStateException("no such registry");
    }
  }

  interface Plain extends Library {
    void f();

    void throwing() throws LastErrorException;

    int printf(String format, Object... more);

    int execl(String path, String... more);

    int sum(int... more);

    void fooW();
  }
}
