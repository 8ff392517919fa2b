package org.bascule.itest.jna;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.Union;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.itest.WideOnly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What JNA's own memory and its pointers mean after a call, as programs for Windows rely on it. */
class JnaMemoryShapesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  @FieldOrder("value")
  public static class Held extends Structure {
    public Pointer value;
  }

  public static class Handle extends PointerType {}

  /** Chooses its type when it is read, and has types that are pointers. */
  public static class Choosing extends Union {
    public int number;
    public double real;
    public Pointer pointer;
    public Handle handle;

    @Override
    public void read() {
      setType("real");
      super.read();
    }
  }

  @FieldOrder({"kind", "value"})
  public static class ChoosingVariant extends Structure {
    public int kind;
    public Choosing value;
  }

  /** Does not choose, and has types that are pointers. */
  public static class Pointed extends Union {
    public int number;
    public double real;
    public Pointer pointer;
    public Handle handle;
  }

  @FieldOrder({"kind", "value"})
  public static class PointedVariant extends Structure {
    public int kind;
    public Pointed value;
  }

  /** Chooses its type when it is read, and has a type that JNA would follow. */
  public static class Texts extends Union {
    public double real;
    public String text;

    @Override
    public void read() {
      setType("real");
      super.read();
    }
  }

  @FieldOrder({"kind", "value"})
  public static class TextVariant extends Structure {
    public int kind;
    public Texts value;
  }

  public static class Loose extends Union {
    public int number;
    public double real;

    public static class ByValue extends Loose implements Structure.ByValue {}
  }

  @FieldOrder({"number", "weight"})
  public static class Item extends Structure {
    public int number;
    public double weight;
  }

  interface Shapes extends Library {
    int bump_held(Held held);

    int sum_behind(Pointer[] list);

    void make_real(ChoosingVariant variant);

    void make_real(PointedVariant variant);

    void make_real(TextVariant variant);

    double show_value(Look look, double real);

    Item pass_on(Item item);

    Pointer pass_on(PointedVariant variant);

    Pointer pass_on(Pointer pointer);

    interface Look extends Callback {
      double look(Loose.ByValue value);
    }
  }

  private final Shapes shapes = WINE.session().load(TestBed.dll("shapes").toString(), Shapes.class);

  private static Pointer plain(Memory memory, long offset) {
    return new Pointer(Pointer.nativeValue(memory) + offset);
  }

  @Test
  void aPlainPointerInAFieldLendsTheMemoryThatItPointsInto() {
    Memory memory = new Memory(16);
    memory.setInt(4, 77);
    Held held = new Held();
    held.value = plain(memory, 4);
    assertThat(shapes.bump_held(held)).isEqualTo(78);
    assertThat(memory.getInt(4)).isEqualTo(78);
    held.value = memory.share(4);
    assertThat(shapes.bump_held(held)).isEqualTo(79);
    assertThat(memory.getInt(4)).isEqualTo(79);
  }

  @Test
  void soDoElementsOfAnArray() {
    Memory memory = new Memory(16);
    memory.setInt(4, 30);
    Memory other = new Memory(4);
    other.setInt(0, 12);
    assertThat(shapes.sum_behind(new Pointer[] {plain(memory, 4), other})).isEqualTo(42);
    assertThat(memory.getInt(4)).isEqualTo(31);
    assertThat(other.getInt(0)).isEqualTo(13);
  }

  @Test
  void aUnionWithPointersMayChooseItsTypeWhenItIsRead() {
    ChoosingVariant variant = new ChoosingVariant();
    shapes.make_real(variant);
    assertThat(variant.kind).isEqualTo(2);
    assertThat(variant.value.real).isEqualTo(2.5);
    variant.read();
    assertThat(variant.value.real).isEqualTo(2.5);
  }

  @Test
  @WideOnly(
      "where pointers have another width than in the JVM, JNA's memory holds values and not bytes")
  void theTypeOfAUnionWithPointersMayBeChosenAfterTheCall() {
    PointedVariant variant = new PointedVariant();
    shapes.make_real(variant);
    variant.value.setType("real");
    variant.read();
    assertThat(variant.value.real).isEqualTo(2.5);
    variant.value.setType(Pointer.class);
    variant.read();
    assertThat(Pointer.nativeValue(variant.value.pointer)).isEqualTo(Double.doubleToLongBits(2.5));
  }

  @Test
  void aUnionWithTextMayChooseItsTypeWhenItIsRead() {
    TextVariant variant = new TextVariant();
    shapes.make_real(variant);
    assertThat(variant.value.real).isEqualTo(2.5);
  }

  @Test
  void thePointerThatAUnionHoldsStaysTheSame() {
    Memory memory = new Memory(8);
    PointedVariant variant = new PointedVariant();
    variant.value.setType(Pointer.class);
    variant.value.pointer = memory;
    shapes.pass_on(variant);
    variant.read();
    assertThat(variant.value.pointer).isSameAs(memory);
  }

  @Test
  void aUnionByValueInACallbackMayChooseItsType() {
    Shapes.Look look =
        value -> {
          value.setType("real");
          value.read();
          return 2 * value.real;
        };
    assertThat(shapes.show_value(look, 1.25)).isEqualTo(2.5);
  }

  @Test
  void whatComesBackIsWhatWasPassed() {
    Item item = new Item();
    item.number = 3;
    assertThat(shapes.pass_on(item).getPointer()).isEqualTo(item.getPointer());
    Memory memory = new Memory(8);
    assertThat(shapes.pass_on(memory)).isEqualTo(memory);
    assertThat(shapes.pass_on(plain(memory, 4))).isEqualTo(plain(memory, 4));
  }
}
