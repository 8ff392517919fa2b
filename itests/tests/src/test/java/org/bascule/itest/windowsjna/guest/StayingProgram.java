package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Callback;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.DefaultTypeMapper;
import com.sun.jna.FromNativeContext;
import com.sun.jna.IntegerType;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeMapped;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.ToNativeContext;
import com.sun.jna.ToNativeConverter;
import com.sun.jna.TypeMapper;
import com.sun.jna.ptr.ByReference;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Leaves something of its own in everything that JNA knows of programs, and tells what it did. */
public final class StayingProgram implements Function<String, Map<String, String>> {
  /** Its options lead back to it. */
  public interface Demo extends Library {
    int add(int a, int b);

    Count echo_int32(Count value);

    void add_int(int a, int b, SumReference sum);

    int echo_int16(Mark mark);

    void sub_int(Pair pair);

    short use_optional_callback(short value, Turning turning);
  }

  static final class Direct {
    private Direct() {}

    static native int add(int a, int b);

    static native short use_optional_callback(short value, Turning turning);
  }

  public interface Turning extends Callback {
    short turn(short value);
  }

  /** Its class keeps it, as programs do with callbacks. */
  private static final Turning KEPT = value -> (short) -value;

  public static final class Count extends IntegerType {
    private static final long serialVersionUID = 1;

    public Count() {
      this(0);
    }

    Count(long value) {
      super(4, value);
    }
  }

  public static final class SumReference extends ByReference {
    public SumReference() {
      super(4);
    }
  }

  /** A type of its own. */
  public static final class Mark implements NativeMapped {
    @Override
    public Object fromNative(Object nativeValue, FromNativeContext context) {
      return new Mark();
    }

    @Override
    public Object toNative() {
      return 7;
    }

    @Override
    public Class<?> nativeType() {
      return Integer.class;
    }
  }

  @FieldOrder({"a", "b", "diff"})
  public static class Pair extends Structure {
    public int a;
    public int b;
    public int diff;
  }

  /** Converts nothing that is used. */
  static final class Mapper extends DefaultTypeMapper {
    Mapper() {
      ToNativeConverter own =
          new ToNativeConverter() {
            @Override
            public Object toNative(Object value, ToNativeContext context) {
              return value;
            }

            @Override
            public Class<?> nativeType() {
              return Mapper.class;
            }
          };
      addToNativeConverter(Mapper.class, own);
    }
  }

  private static final TypeMapper MAPPER = new Mapper();

  @Override
  public Map<String, String> apply(String library) {
    Map<String, String> told = new TreeMap<>();
    Demo demo = Native.load(library, Demo.class, Map.of(Library.OPTION_TYPE_MAPPER, MAPPER));
    SumReference sum = new SumReference();
    demo.add_int(1, 2, sum);
    Pair pair = new Pair();
    pair.a = 5;
    pair.b = 2;
    demo.sub_int(pair);
    Native.setCallbackThreadInitializer(KEPT, new CallbackThreadInitializer() {});
    Native.register(Direct.class, library);
    told.put("loaded", demo.add(1, 2) + " " + sum.getPointer().getInt(0) + " " + pair.diff);
    told.put("mapped", demo.echo_int16(new Mark()) + " " + demo.echo_int32(new Count(8)));
    told.put("called back", "" + demo.use_optional_callback((short) 4, KEPT));
    told.put("registered", Direct.add(1, 2) + " " + Direct.use_optional_callback((short) 4, KEPT));
    Native.setCallbackExceptionHandler((callback, thrown) -> told.put("thrown", "" + thrown));
    demo.use_optional_callback(
        (short) 4,
        value -> {
          throw new IllegalStateException("on purpose");
        });
    return told;
  }
}
