package org.bascule.itest.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Callback;
import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.SymbolProvider;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.W32APIOptions;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bascule.error.LinkError;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.itest.WideOnly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shapes of programs that were written for JNA on Windows. */
class JnaShapesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  @Test
  void booleanArraysHaveElementsOfOneByte() {
    for (Shapes.Flags flags :
        List.of(
            load(Shapes.Flags.class), load(Shapes.Flags.class, W32APIOptions.UNICODE_OPTIONS))) {
      boolean[] four = new boolean[4];
      flags.set_odd(four, four.length);
      assertThat(four).containsExactly(false, true, false, true);
      assertThat(flags.count_set(new boolean[] {true, true, false, true}, 4)).isEqualTo(3);
    }
  }

  @Test
  void aSymbolProviderChoosesTheFunction() {
    SymbolProvider other =
        (module, name, parent) ->
            parent.getSymbolAddress(module, name.replace("first", "second"), null);
    assertThat(load(Shapes.Ways.class).first_way()).isEqualTo(1);
    assertThat(load(Shapes.Ways.class, Map.of(Library.OPTION_SYMBOL_PROVIDER, other)).first_way())
        .isEqualTo(2);
    SymbolProvider none = (module, name, parent) -> 0;
    assertThatThrownBy(
            () -> load(Shapes.Ways.class, Map.of(Library.OPTION_SYMBOL_PROVIDER, none)).first_way())
        .isInstanceOf(LinkError.class)
        .hasMessage(
            "BSC-207 cannot find the function first_way\n"
                + "  where: option symbol-provider\n"
                + "  expected: its address\n"
                + "  actual: 0, from "
                + none.getClass().getTypeName()
                + "\n  remedy: have the provider ask its parent for what it does not know");
  }

  @Test
  void allElementsOfAnArrayAreWrittenBackAfterACallback() {
    Shapes.Items items = load(Shapes.Items.class);
    List<Integer> seen = new ArrayList<>();
    int sum =
        items.weigh(
            3,
            (first, count) -> {
              for (Shapes.Item item : (Shapes.Item[]) first.toArray(count)) {
                seen.add(item.number);
                item.weight = 10 * item.number;
              }
            });
    assertThat(seen).containsExactly(1, 2, 3);
    assertThat(sum).isEqualTo(10 + 40 + 90);
  }

  @Test
  void anArrayWhoseElementsLieOtherwiseOnLinuxIsRefused() {
    Shapes.Items items = load(Shapes.Items.class);
    assertThatThrownBy(() -> items.show_narrow(first -> first.toArray(2)))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("elements that lie alike in this JVM and in the host")
        .hasMessageContaining(
            "toArray of org.bascule.itest.jna.Shapes$NarrowItem, which takes 16 bytes here and 8"
                + " there")
        .hasMessageContaining("declare the parameter as Pointer, and read the elements through it");
    items.show_narrow(first -> assertThat(first.letter).isEqualTo('a'));
  }

  @Test
  void aPlainCallbackIsTheOnlyMethodOfItsClass() {
    Shapes.Functions functions = load(Shapes.Functions.class);
    Callback anonymous =
        new Callback() {
          @SuppressWarnings("unused")
          public int doubled(int value) {
            return 2 * value;
          }
        };
    assertThat(functions.run_function(anonymous, 21)).isEqualTo(42);
    Shapes.Holder holder = new Shapes.Holder();
    holder.function = anonymous;
    assertThat(functions.run_held(holder, 4)).isEqualTo(8);
    holder.function = new Tripling();
    assertThat(functions.run_held(holder, 4)).isEqualTo(12);
  }

  static class Tripling implements Callback {
    @SuppressWarnings("unused")
    public int tripled(int value) {
      return 3 * value;
    }
  }

  @Test
  void anArgumentNeedsNoConstructorWithoutParameters() {
    Shapes.Messages messages = load(Shapes.Messages.class);
    assertThat(messages.add_bytes(new Shapes.Message("AB"))).isEqualTo('A' + 'B');
    assertThat(messages.add_bytes(new Shapes.Message("ABCD"))).isEqualTo('A' + 'B' + 'C' + 'D');
  }

  @Test
  void memoryMayBeDeclaredAsSuch() {
    Shapes.Pointers pointers = load(Shapes.Pointers.class);
    Memory memory = new Memory(4);
    memory.setInt(0, 7);
    assertThat(pointers.read_int(memory)).isEqualTo(7);
    Shapes.Buffer buffer = new Shapes.Buffer(4);
    pointers.write_int(buffer, 9);
    assertThat(buffer.getInt(0)).isEqualTo(9);
    assertThat(WINE.session().check(shapes(), Shapes.Pointers.class)).isEmpty();
  }

  @Test
  void aFewBytesTooManyDoNoHarmAsInJna() {
    IntByReference value = new IntByReference();
    load(Shapes.Pointers.class).write_eight_bytes(value);
    assertThat(value.getValue()).isEqualTo(7);
  }

  @Test
  void aResultMayBeAnAbstractClassOfPointers() {
    Shapes.Pointers pointers = load(Shapes.Pointers.class);
    assertThat(pointers.pass_on(null)).isNull();
    assertThat(Pointer.nativeValue(pointers.pass_on(Pointer.createConstant(0x1230)).getPointer()))
        .isEqualTo(0x1230);
    Shapes.AbstractResult opaque = load(Shapes.AbstractResult.class);
    assertThat(opaque.pass_on(null)).isNull();
    assertThatThrownBy(() -> opaque.pass_on(Pointer.createConstant(0x1230)))
        .hasMessageContaining("0x1230 for org.bascule.itest.jna.Shapes$Opaque, which is abstract")
        .hasMessageContaining("declare a class that extends it, or a Pointer");
  }

  @Test
  void oneFunctionInTwoSuperInterfacesIsOneFunction() {
    Shapes.Both both = load(Shapes.Both.class);
    assertThat(both.first_way()).isEqualTo(1);
    assertThat(((Shapes.Other) both).first_way()).isEqualTo(1);
    assertThat(WINE.session().check(shapes(), Shapes.Both.class)).isEmpty();
  }

  @Test
  void anInstanceThatAHelperMakesMeansNoOptions() {
    assertThat(load(Shapes.ByHelper.class).first_way()).isEqualTo(1);
  }

  @Test
  void checkTakesOptions() {
    FunctionMapper mapper = (library, method) -> method.getName() + "_of_nobody";
    Map<String, ?> options = Map.of(Library.OPTION_FUNCTION_MAPPER, mapper);
    assertThat(WINE.session().check(shapes(), Shapes.Ways.class)).isEmpty();
    assertThat(WINE.session().check(shapes(), Shapes.Ways.class, options).values())
        .singleElement()
        .isInstanceOfSatisfying(
            LinkError.class, e -> assertThat(e).hasMessageContaining("first_way_of_nobody"));
  }

  @Test
  void aHandlerThatHasBeenSetGetsWhatACallbackThrows() {
    Shapes.Functions functions = load(Shapes.Functions.class);
    Failing failing = value -> Integer.parseInt("no number");
    Callback.UncaughtExceptionHandler before = Native.getCallbackExceptionHandler();
    List<Object> handled = new ArrayList<>();
    Native.setCallbackExceptionHandler(
        (callback, e) -> handled.addAll(List.of(callback, e.getMessage())));
    try {
      assertThat(functions.run_function(failing, 5)).as("what the DLL got").isZero();
      assertThat(handled).containsExactly(failing, "For input string: \"no number\"");
    } finally {
      Native.setCallbackExceptionHandler(before);
    }
    assertThatThrownBy(() -> functions.run_function(failing, 5))
        .as("without a handler")
        .isInstanceOf(NumberFormatException.class);
  }

  @Test
  void theDllGetsAllOfTheMemoryThatAStructureLiesOver() {
    Shapes.Headers headers = load(Shapes.Headers.class);
    Shapes.Header header = new Shapes.Header(64);
    headers.fill_message(header, 60);
    assertThat(header.length).isEqualTo(60);
    assertThat(header.getPointer().getByteArray(4, 60)).startsWith(1, 2, 3).endsWith(59, 60);
    header.getPointer().setByte(63, (byte) 0);
    assertThat(headers.add_bytes(header)).isEqualTo(59 * 60 / 2);
  }

  @Test
  @WideOnly(
      "where pointers have another width than in the JVM, JNA's memory holds values and not bytes")
  void bytesThatAFieldTakesForAPointerAreNotJudged() {
    Shapes.Opaquelies functions = load(Shapes.Opaquelies.class);
    Shapes.Opaquely opaque = new Shapes.Opaquely(32);
    functions.fill_message(opaque, 28);
    assertThat(opaque.getPointer().getByteArray(4, 28)).startsWith(1, 2).endsWith(27, 28);
    assertThat(functions.add_bytes(opaque)).isEqualTo(28 * 29 / 2);
    opaque.read();
    assertThat(functions.add_bytes(opaque)).isEqualTo(28 * 29 / 2);
  }

  @Test
  void aPlainPointerIntoMemoryOfThisJvmLendsThatMemory() {
    Shapes.Plain plain = load(Shapes.Plain.class);
    Memory memory = new Memory(16);
    memory.setInt(4, 77);
    Pointer inside = new Pointer(Pointer.nativeValue(memory) + 4);
    assertThat(plain.read_int(inside)).isEqualTo(77);
    plain.write_int(inside, 78);
    assertThat(memory.getInt(4)).isEqualTo(78);
    PointerByReference reference = new PointerByReference(memory.share(4));
    assertThat(plain.read_int_behind(reference)).isEqualTo(78);
    Shapes.Item item = new Shapes.Item();
    item.number = 5;
    item.write();
    assertThat(plain.read_int(item.getPointer())).isEqualTo(5);
    assertThatThrownBy(() -> plain.read_int(new Pointer(0x7000_0000_0000L)))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("0x700000000000 (com.sun.jna.Pointer), an address in this JVM");
  }

  @Test
  void aUnionThatChoosesItsTypeInReadFindsWhatTheDllLeft() {
    Shapes.Reading reading = load(Shapes.Reading.class);
    Shapes.Variant variant = new Shapes.Variant();
    int before = variant.value == null ? 0 : variant.value.reads;
    reading.make_real(variant);
    assertThat(variant.kind).isEqualTo(2);
    assertThat(variant.value.real).isEqualTo(2.5);
    assertThat(variant.value.reads).isGreaterThan(before);
  }

  @Test
  void aTypeMayBeChosenAfterTheCall() {
    Shapes.PlainVariant variant = new Shapes.PlainVariant();
    load(Shapes.Reading.class).make_real(variant);
    variant.value.setType("real");
    variant.read();
    assertThat(variant.kind).isEqualTo(2);
    assertThat(variant.value.real).isEqualTo(2.5);
  }

  @Test
  void readKeepsTheValuesOfOtherWidths() {
    Shapes.MixedWidths mixed = new Shapes.MixedWidths();
    load(Shapes.Reading.class).fill_mixed(mixed);
    assertThat(mixed.inner.reads).isPositive();
    mixed.read();
    assertThat(mixed.number.longValue()).isEqualTo(11);
    assertThat(mixed.letter).isEqualTo('x');
    assertThat(mixed.inner.inner).isEqualTo(13);
  }

  @Test
  void aSecondCopyOfJnaIsRefusedNotReadAsPlainTypes() throws Exception {
    try (SecondCopyOfJna copy = new SecondCopyOfJna()) {
      Class<?> api = copy.loadClass(OtherJnaTypes.Api.class.getName());
      String places =
          "\n  expected: types of the JNA that Bascule uses, from "
              + SecondCopyOfJna.JNA
              + ", by "
              + Library.class.getClassLoader().getClass().getName()
              + "\n  actual: com.sun.jna.Library of another copy of JNA, from "
              + SecondCopyOfJna.JNA
              + ", by "
              + SecondCopyOfJna.class.getName()
              + "\n  remedy: let one class loader have JNA: take the second jar away, or have its"
              + " loader ask for com.sun.jna where Bascule has it; in OSGi import the package, do"
              + " not embed it";
      assertThatThrownBy(() -> WINE.session().load(shapes(), api))
          .isInstanceOf(SignatureException.class)
          .hasMessage("BSC-303 cannot load a library as " + api.getName() + places);
      assertThatThrownBy(() -> WINE.session().check(shapes(), api))
          .isInstanceOf(SignatureException.class)
          .hasMessage("BSC-303 cannot load a library as " + api.getName() + places);
      Class<?> plain = copy.loadClass(OtherJnaTypes.PlainApi.class.getName());
      assertThatThrownBy(() -> WINE.session().load(shapes(), plain))
          .isInstanceOf(SignatureException.class)
          .hasMessageContaining("com.sun.jna.Structure of another copy of JNA");
      Class<?> callback = copy.loadClass(OtherJnaTypes.Function.class.getName());
      assertThatThrownBy(() -> callback(callback))
          .isInstanceOf(SignatureException.class)
          .hasMessageContaining("com.sun.jna.Callback of another copy of JNA");
    }
  }

  private static <T> void callback(Class<T> type) {
    Object object =
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null);
    WINE.session().callback(type, type.cast(object));
  }

  @Test
  void itTakesWhatFitsIntoASlot() {
    Shapes.Loose loose = load(Shapes.Loose.class);
    if (TestBed.narrow()) {
      assertThatThrownBy(() -> loose.take_double(2.5))
          .isInstanceOf(ValueException.class)
          .hasMessage(
              """
              BSC-402 cannot take argument 0
                expected: a value of at most 4 bytes, for a parameter declared as java.lang.Object
                actual: java.lang.Double: 2.5
                remedy: pass something else, or declare the parameter with a class of its own""");
    } else {
      assertThat(loose.take_long(1L << 40)).isEqualTo(1L << 40);
      assertThat(loose.take_double(2.5)).isEqualTo(2.5);
    }
  }

  @Test
  void theClassOfWhatIsPassedDecidesWhereNothingElseIsDeclared() {
    Shapes.Loose loose = load(Shapes.Loose.class);
    assertThat(loose.take_int(-5)).isEqualTo(-5);
    assertThat(loose.take_int((short) 7)).isEqualTo(7);
    assertThat(loose.take_int(true)).as("as a boolean argument").isEqualTo(-1);
    assertThat(loose.take_int(null)).isZero();
    Memory memory = new Memory(4);
    loose.write_int(memory, 41);
    assertThat(memory.getInt(0)).isEqualTo(41);
    IntByReference reference = new IntByReference();
    loose.write_int(reference, 42);
    assertThat(reference.getValue()).isEqualTo(42);
    Shapes.Inner inner = new Shapes.Inner();
    loose.write_int(inner, 43);
    assertThat(inner.inner).isEqualTo(43);
    assertThat(loose.read_int(new int[] {44})).isEqualTo(44);
    Shapes.Loose mapped = load(Shapes.Loose.class, W32APIOptions.UNICODE_OPTIONS);
    assertThat(mapped.take_int(true)).as("by the type mapper").isEqualTo(1);
    assertThatThrownBy(() -> loose.take_int(java.util.Currency.getInstance("EUR")))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("for a parameter declared as java.lang.Object")
        .hasMessageContaining("java.util.Currency: EUR");
  }

  interface Failing extends Callback {
    int fail(int value);
  }

  private static String shapes() {
    return TestBed.dll("shapes").toString();
  }

  private static <T extends Library> T load(Class<T> type) {
    return WINE.session().load(shapes(), type);
  }

  private static <T extends Library> T load(Class<T> type, Map<String, ?> options) {
    return WINE.session().load(shapes(), type, options);
  }
}
