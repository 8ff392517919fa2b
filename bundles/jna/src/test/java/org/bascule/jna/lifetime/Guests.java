package org.bascule.jna.lifetime;

import com.sun.jna.Callback;
import com.sun.jna.CallbackProxy;
import com.sun.jna.DefaultTypeMapper;
import com.sun.jna.FromNativeContext;
import com.sun.jna.IntegerType;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.ToNativeContext;
import com.sun.jna.TypeConverter;
import com.sun.jna.TypeMapper;
import com.sun.jna.ptr.ByReference;
import java.util.Map;

/** Classes of which a test has copies in class loaders of their own, like those of a bundle. */
public final class Guests {
  private Guests() {}

  /** What the test's own classes declare: they stay. */
  public interface Hosts extends Library {
    interface Visit extends Callback {
      int visit(int number);
    }
  }

  @FieldOrder({"number", "inner", "longs"})
  public static class Plain extends Structure {
    public int number = 1;
    public Inner inner = new Inner();
    public NativeLong[] longs = {new NativeLong(1), new NativeLong(2)};
  }

  public static class Tagged extends Plain implements Structure.ByReference {}

  @FieldOrder({"second", "value"})
  public static class Longer extends ForeignClassesTest.Staying {
    public int second;
    public Value value = new Value();
  }

  public static class Value extends IntegerType {
    private static final long serialVersionUID = 1;

    public Value() {
      super(Integer.BYTES);
    }
  }

  @FieldOrder({"small", "large"})
  public static class Inner extends Structure {
    public byte small;
    public long large;
  }

  public static class Number extends ByReference {
    public Number() {
      super(Integer.BYTES);
    }

    public int getValue() {
      return getPointer().getInt(0);
    }

    public void setValue(int value) {
      getPointer().setInt(0, value);
    }
  }

  public static class Other implements Callback {
    public long callback(long number) {
      return number;
    }
  }

  public static class Proxy implements CallbackProxy {
    @Override
    public Object callback(Object[] arguments) {
      return arguments[0];
    }

    @Override
    public Class<?>[] getParameterTypes() {
      return new Class<?>[] {Plain.class};
    }

    @Override
    public Class<?> getReturnType() {
      return int.class;
    }
  }

  public enum Colour {
    RED,
    GREEN
  }

  public static final class Colours extends DefaultTypeMapper {
    public Colours() {
      addTypeConverter(
          Colour.class,
          new TypeConverter() {
            @Override
            public Object toNative(Object value, ToNativeContext context) {
              // JNA asks about null to learn the layout.
              return value == null ? 0 : ((Colour) value).ordinal();
            }

            @Override
            public Object fromNative(Object value, FromNativeContext context) {
              return Colour.values()[(Integer) value];
            }

            @Override
            public Class<Integer> nativeType() {
              return Integer.class;
            }
          });
    }
  }

  public interface Mapped extends Library {
    TypeMapper MAPPER = new Colours();
    Mapped INSTANCE = Native.load("nowhere", Mapped.class, Map.of(OPTION_TYPE_MAPPER, MAPPER));

    @FieldOrder("colour")
    class Painted extends Structure {
      public Colour colour = Colour.RED;
    }
  }
}
