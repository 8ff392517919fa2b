package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Callback;
import com.sun.jna.CallbackParameterContext;
import com.sun.jna.DefaultTypeMapper;
import com.sun.jna.FromNativeContext;
import com.sun.jna.Library;
import com.sun.jna.MethodParameterContext;
import com.sun.jna.MethodResultContext;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.StructureReadContext;
import com.sun.jna.StructureWriteContext;
import com.sun.jna.ToNativeContext;
import com.sun.jna.TypeConverter;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What converters of values learn of where these stand. The same on Linux and Windows. */
public final class ContextsProgram implements Function<String, Map<String, String>> {
  /** A number of some unit. */
  public record Amount(int number) {}

  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  public @interface Unit {
    String value();
  }

  /** Of shapes.dll. */
  public interface Shapes extends Library {
    @Unit("cm")
    Amount run_function(Doubling function, Amount amount);

    void fill_mixed(Mixed mixed);

    /** Here, for its types are converted as those of the functions. */
    interface Doubling extends Callback {
      Amount twice(Amount amount);
    }

    @FieldOrder({"number", "letter", "inner"})
    class Mixed extends Structure {
      public NativeLong number;
      public short letter;
      public Amount inner = new Amount(0);
    }
  }

  /** Notes where it is asked. */
  private static final class Noting implements TypeConverter {
    final List<String> seen = new ArrayList<>();

    @Override
    public Object fromNative(Object value, FromNativeContext context) {
      if (context instanceof MethodResultContext result) {
        seen.add("result " + result.getMethod().getAnnotation(Unit.class).value());
      } else if (context instanceof CallbackParameterContext argument) {
        seen.add("argument " + argument.getIndex() + " of " + argument.getMethod().getName());
      } else if (context instanceof StructureReadContext field) {
        seen.add("read " + field.getField().getName());
      }
      return new Amount((Integer) value);
    }

    @Override
    public Object toNative(Object value, ToNativeContext context) {
      if (context instanceof MethodParameterContext argument) {
        seen.add(
            "parameter "
                + argument.getParameterIndex()
                + " of "
                + argument.getMethod().getAnnotation(Unit.class).value()
                + " "
                + argument.getFunction().getName());
      } else if (context instanceof StructureWriteContext field) {
        seen.add("write " + field.getField().getName());
      } else {
        seen.add(context.getClass().getSimpleName());
      }
      return value == null ? 0 : ((Amount) value).number();
    }

    @Override
    public Class<?> nativeType() {
      return Integer.class;
    }
  }

  @Override
  public Map<String, String> apply(String library) {
    Noting noting = new Noting();
    DefaultTypeMapper mapper = new DefaultTypeMapper();
    mapper.addTypeConverter(Amount.class, noting);
    Shapes shapes = Native.load(library, Shapes.class, Map.of(Library.OPTION_TYPE_MAPPER, mapper));
    Map<String, String> told = new TreeMap<>();
    Shapes.Doubling doubling = amount -> new Amount(2 * amount.number());
    told.put("call", "" + shapes.run_function(doubling, new Amount(21)));
    told.put("seen by the call", "" + noting.seen);
    noting.seen.clear();
    Shapes.Mixed mixed = new Shapes.Mixed();
    shapes.fill_mixed(mixed);
    told.put("structure", "" + mixed.inner);
    told.put("seen by the structure", noting.seen.contains("read inner") + "");
    return told;
  }
}
