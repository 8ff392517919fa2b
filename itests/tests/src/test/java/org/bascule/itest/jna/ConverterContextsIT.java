package org.bascule.itest.jna;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Callback;
import com.sun.jna.CallbackParameterContext;
import com.sun.jna.CallbackResultContext;
import com.sun.jna.DefaultTypeMapper;
import com.sun.jna.FromNativeContext;
import com.sun.jna.Library;
import com.sun.jna.MethodParameterContext;
import com.sun.jna.MethodResultContext;
import com.sun.jna.Native;
import com.sun.jna.NativeMapped;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.StructureReadContext;
import com.sun.jna.StructureWriteContext;
import com.sun.jna.ToNativeContext;
import com.sun.jna.TypeConverter;
import com.sun.jna.TypeMapper;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Converters that read annotations where the value stands, by what JNA tells them. */
class ConverterContextsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final List<Object> TOLD = new ArrayList<>();

  /** What one costs, as C counts. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.METHOD, ElementType.FIELD})
  @interface Unit {
    int value();
  }

  record Amount(int number) {}

  /** The same without a mapper. */
  public record OwnAmount(int number) implements NativeMapped {
    public OwnAmount() {
      this(0);
    }

    @Override
    public Object fromNative(Object value, FromNativeContext context) {
      return new OwnAmount((int) value / Converter.unit(Converter.place(context)));
    }

    @Override
    public Object toNative() {
      return number;
    }

    @Override
    public Class<?> nativeType() {
      return Integer.class;
    }
  }

  static final class Converter implements TypeConverter {
    @Override
    public Object toNative(Object value, ToNativeContext context) {
      TOLD.add(context);
      return value == null ? 0 : ((Amount) value).number() * unit(place(context));
    }

    @Override
    public Object fromNative(Object value, FromNativeContext context) {
      TOLD.add(context);
      return new Amount((int) value / unit(place(context)));
    }

    @Override
    public Class<?> nativeType() {
      return Integer.class;
    }

    private static AnnotatedElement place(ToNativeContext context) {
      if (context instanceof CallbackResultContext result) {
        return result.getMethod();
      }
      return context instanceof StructureWriteContext field
          ? field.getField()
          : ((MethodParameterContext) context).getMethod();
    }

    static AnnotatedElement place(FromNativeContext context) {
      if (context instanceof CallbackParameterContext parameter) {
        return parameter.getMethod();
      }
      return context instanceof StructureReadContext field
          ? field.getField()
          : ((MethodResultContext) context).getMethod();
    }

    static int unit(AnnotatedElement place) {
      Unit unit = place.getAnnotation(Unit.class);
      return unit == null ? 1 : unit.value();
    }
  }

  interface Shop extends Library {
    TypeMapper TYPE_MAPPER =
        new DefaultTypeMapper() {
          {
            addTypeConverter(Amount.class, new Converter());
          }
        };

    @Unit(10)
    int take_int(Amount amount);

    @Unit(100)
    Amount take_long(long amount);

    @Unit(100)
    OwnAmount pass_on(long amount);

    int run_function(Change change, int value);

    int read_int(Price price);

    void write_int(Price price, int value);

    int read_int(OwnPrice price);

    void write_int(OwnPrice price, int value);

    /** Half of it. */
    interface Change extends Callback {
      @Unit(5)
      Amount change(Amount amount);
    }

    @FieldOrder("amount")
    class Price extends Structure {
      @Unit(3)
      public Amount amount;
    }

    @FieldOrder("amount")
    class OwnPrice extends Structure {
      @Unit(4)
      public OwnAmount amount = new OwnAmount();
    }
  }

  interface Printing extends Library {
    @Unit(7)
    int sprintf(byte[] buffer, String format, Object... more);
  }

  private final Shop shop = WINE.session().load(TestBed.dll("shapes").toString(), Shop.class);

  @Test
  void argumentsTellTheMethodAndTheirIndex() {
    TOLD.clear();
    assertThat(shop.take_int(new Amount(4))).isEqualTo(40);
    assertThat(TOLD)
        .singleElement()
        .isInstanceOfSatisfying(
            MethodParameterContext.class,
            told -> {
              assertThat(told.getMethod().getName()).isEqualTo("take_int");
              assertThat(told.getParameterIndex()).isZero();
            });
  }

  @Test
  void resultsTellTheMethod() {
    TOLD.clear();
    assertThat(shop.take_long(700)).isEqualTo(new Amount(7));
    assertThat(TOLD)
        .singleElement()
        .isInstanceOfSatisfying(
            MethodResultContext.class,
            told -> {
              assertThat(told.getTargetType()).isEqualTo(Amount.class);
              assertThat(told.getMethod().getName()).isEqualTo("take_long");
            });
  }

  @Test
  void furtherArgumentsTellTheirIndex() {
    Map<String, ?> options = Map.of(Library.OPTION_TYPE_MAPPER, Shop.TYPE_MAPPER);
    Printing printing = WINE.session().load("msvcrt", Printing.class, options);
    TOLD.clear();
    byte[] buffer = new byte[16];
    printing.sprintf(buffer, "%d %d", 1, new Amount(6));
    assertThat(Native.toString(buffer)).isEqualTo("1 42");
    assertThat(TOLD)
        .singleElement()
        .isInstanceOfSatisfying(
            MethodParameterContext.class,
            told -> assertThat(told.getParameterIndex()).isEqualTo(3));
  }

  @Test
  void callbacksTellTheirMethod() {
    TOLD.clear();
    assertThat(shop.run_function(amount -> new Amount(amount.number() / 2), 60)).isEqualTo(30);
    assertThat(TOLD).hasSize(2);
    assertThat(TOLD.get(0))
        .isInstanceOfSatisfying(
            CallbackParameterContext.class, told -> assertThat(told.getIndex()).isZero());
    assertThat(TOLD.get(1)).isInstanceOf(CallbackResultContext.class);
  }

  @Test
  void fieldsTellTheirStructure() {
    Shop.Price price = new Shop.Price();
    price.amount = new Amount(5);
    TOLD.clear();
    assertThat(shop.read_int(price)).isEqualTo(15);
    assertThat(TOLD.get(0))
        .isInstanceOfSatisfying(
            StructureWriteContext.class, told -> assertThat(told.getStructure()).isSameAs(price));
    TOLD.clear();
    shop.write_int(price, 27);
    assertThat(price.amount).isEqualTo(new Amount(9));
    assertThat(TOLD)
        .filteredOn(StructureReadContext.class::isInstance)
        .isNotEmpty()
        .allSatisfy(
            told -> assertThat(((StructureReadContext) told).getStructure()).isSameAs(price));
  }

  @Test
  void classesThatConvertThemselvesAreToldToo() {
    Shop.OwnPrice price = new Shop.OwnPrice();
    shop.write_int(price, 36);
    assertThat(price.amount).isEqualTo(new OwnAmount(9));
    assertThat(shop.read_int(price)).isEqualTo(9);
    assertThat(shop.pass_on(800)).isEqualTo(new OwnAmount(8));
  }
}
