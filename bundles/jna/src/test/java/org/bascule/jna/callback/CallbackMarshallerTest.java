package org.bascule.jna.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Callback;
import com.sun.jna.CallbackProxy;
import com.sun.jna.CallbackReference;
import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.platform.win32.WinDef;
import com.sun.jna.platform.win32.WinUser;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.error.ValueException;
import org.bascule.jna.Fixture;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.Convention;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallbackMarshallerTest {
  /** One method. */
  public interface Compare extends Callback {
    int compare(int a, int b);
  }

  /** Two methods. */
  public interface Named extends Callback {
    int callback(String text);

    default void other() {}
  }

  /** Options of its own. */
  public interface Wide extends Library {
    Map<String, Object> OPTIONS = W32APIOptions.UNICODE_OPTIONS;

    /** In the library. */
    interface Told extends StdCallLibrary.StdCallCallback {
      boolean tell(String text, String[] more);
    }
  }

  /** Has both. */
  @Structure.FieldOrder({"compare", "all"})
  public static class Table extends Structure {
    public Compare compare;
    public Compare[] all = new Compare[2];
  }

  private final HeapSections sections = new HeapSections(Abi.X64);
  private final HeapMemory cell = HeapMemory.allocate(Abi.X64, 0x1000, 8).fill(0xEE);
  private final RecordingContext context = context(Abi.X64);

  @ParameterizedTest
  @EnumSource(Abi.class)
  void anObjectIsAnAddressAndTheAddressTheObject(Abi abi) {
    Compare compare = (a, b) -> a - b;
    Fixture.contract(new CallbackMarshallerFactory(), use(Compare.class, Place.ARGUMENT))
        .samples(compare)
        .check();
    Marshaller<Object> marshaller = Fixture.marshaller(use(Compare.class, Place.RESULT), abi);
    assertThat(marshaller.layout()).isEqualTo(Layout.pointer(abi));
  }

  @Test
  void nullIsNullBothWays() {
    Marshaller<Object> marshaller = marshaller(Compare.class);
    marshaller.write(null, cell, sections);
    assertThat(cell.getPointer(0)).isZero();
    assertThat(marshaller.read(cell, sections)).isNull();
  }

  @Test
  void theOnlyMethodIsTheFunction() {
    marshaller(Compare.class);
    assertThat(context.last().java().method().getName()).isEqualTo("compare");
    assertThat(context.last().type().convention()).isEqualTo(Convention.CDECL);
    assertThat(context.last().type().parameters())
        .extracting(TypeUse::javaType)
        .containsExactly(int.class, int.class);
  }

  @Test
  void ofSeveralMethodsTheOneNamedCallbackIsTheFunction() {
    marshaller(Named.class);
    assertThat(context.last().java().method().getName()).isEqualTo("callback");
  }

  @Test
  void theObjectsOwnClassSaysWhatTheFunctionIs() {
    Marshaller<Object> hook = marshaller(WinUser.HOOKPROC.class);
    assertThat(context.asked).isEmpty();
    WinUser.LowLevelKeyboardProc keyboard = (code, w, info) -> new WinDef.LRESULT(0);
    hook.write(keyboard, cell, sections);
    assertThat(context.last().java().type()).isEqualTo(WinUser.LowLevelKeyboardProc.class);
    assertThat(context.last().type().convention()).isEqualTo(Convention.STDCALL);
    hook.write(keyboard, cell, sections);
    assertThat(context.asked).hasSize(1);
  }

  @Test
  void aClassWithoutAnInterfaceOfItsOwnIsItsMethod() {
    Callback plain =
        new Callback() {
          @SuppressWarnings("unused")
          public int callback(int a) {
            return a;
          }
        };
    marshaller(Callback.class).write(plain, cell, sections);
    assertThat(context.last().java().type()).isEqualTo(plain.getClass());
    assertThat(context.last().java().method().getName()).isEqualTo("callback");
  }

  @Test
  void anObjectMayBeStdcallWhereItsInterfaceIsNot() {
    class Both implements Compare, StdCallLibrary.StdCallCallback {
      @Override
      public int compare(int a, int b) {
        return 0;
      }
    }
    Marshaller<Object> marshaller = marshaller(Compare.class);
    marshaller.write(new Both(), cell, sections);
    assertThat(context.asked).hasSize(2);
    assertThat(context.last().type().convention()).isEqualTo(Convention.STDCALL);
    assertThat(context.last().java().type()).isEqualTo(Compare.class);
  }

  @Test
  void aProxySaysItsTypesItself() {
    CallbackProxy proxy = new Proxy(int.class, String.class, WinDef.LPARAM.class, Table.class);
    marshaller(Callback.class).write(proxy, cell, sections);
    assertThat(context.last().type().parameters())
        .extracting(TypeUse::javaType)
        .containsExactly(int.class, Pointer.class, long.class, Pointer.class);
    assertThat(context.last().type().result()).map(TypeUse::javaType).contains(short.class);
    assertThat(context.last().java().method().getParameterTypes()).containsExactly(Object[].class);
    RecordingContext x86 = context(Abi.X86);
    marshaller(Callback.class, x86)
        .write(proxy, HeapMemory.allocate(Abi.X86, 0, 4), new HeapSections(Abi.X86));
    assertThat(x86.last().type().parameters().get(2).javaType()).isEqualTo(int.class);
  }

  @Test
  void typesMeanWhatTheCallbacksOwnLibrarySays() {
    marshaller(Wide.Told.class);
    assertThat(context.last().type().convention()).isEqualTo(Convention.STDCALL);
    HeapMemory text = (HeapMemory) sections.allocate(6, 2);
    text.putChars(0, "ab\0");
    cell.putPointer(0, text.address());
    assertThat(context.parameter(0).read(cell, sections)).isEqualTo("ab");
    HeapMemory list = (HeapMemory) sections.allocate(16, 8);
    list.putPointer(0, text.address());
    list.putPointer(8, 0);
    cell.putPointer(0, list.address());
    assertThat((String[]) context.parameter(1).read(cell, sections)).containsExactly("ab");
    HeapMemory result = HeapMemory.allocate(Abi.X64, 0, 4);
    context.result().write(true, result, sections);
    assertThat(result.getInt(0)).isEqualTo(1);
  }

  @Test
  void aLibraryThatTheCallbackIsOnlyPassedToSaysNothing() {
    RecordingContext wide =
        new RecordingContext(
            Fixture.context(Abi.X64)
                .loadedAs(Library.class, Optional.of(W32APIOptions.UNICODE_OPTIONS)));
    marshaller(WinUser.WNDENUMPROC.class, wide);
    HeapMemory result = HeapMemory.allocate(Abi.X64, 0, 4);
    wide.result().write(true, result, sections);
    assertThat(result.getInt(0)).isEqualTo(-1);
    marshaller(Named.class, wide);
    HeapMemory text = (HeapMemory) sections.allocate(3, 1);
    text.putBytes(0, "ab\0".getBytes(), 0, 3);
    cell.putPointer(0, text.address());
    assertThat(wide.parameter(0).read(cell, sections)).isEqualTo("ab");
  }

  @Test
  void arraysEndWithANullPointer() {
    Compare one = (a, b) -> 1;
    Compare two = (a, b) -> 2;
    Marshaller<Object> marshaller = marshaller(Compare[].class);
    Compare[] both = {one, null, two};
    marshaller.write(both, cell, sections);
    var there = sections.view(cell.getPointer(0), 32);
    assertThat(there.getPointer(0)).isNotZero();
    assertThat(there.getPointer(8)).isZero();
    assertThat(there.getPointer(24)).isZero();
    there.putPointer(8, there.getPointer(16));
    marshaller.update(both, cell, sections);
    assertThat(both).containsExactly(one, two, two);
  }

  @Test
  void fieldsOfStructuresAreFunctionPointers() {
    Compare one = (a, b) -> 1;
    Compare two = (a, b) -> 2;
    Marshaller<Object> marshaller = marshaller(Table.class);
    Table table = new Table();
    table.compare = one;
    table.all[1] = two;
    marshaller.write(table, cell, sections);
    var there = sections.view(cell.getPointer(0), 24);
    assertThat(there.getPointer(0)).isNotZero();
    assertThat(there.getPointer(8)).isZero();
    there.putPointer(8, there.getPointer(0));
    there.putPointer(0, there.getPointer(16));
    marshaller.update(table, cell, sections);
    assertThat(table.compare).isSameAs(two);
    assertThat(table.all[0]).isSameAs(one);
  }

  @Test
  void pointersToFunctionsAreTaken() {
    Compare compare = (a, b) -> 1;
    Marshaller<Object> marshaller = marshaller(Compare.class);
    marshaller.write(compare, cell, sections);
    long address = cell.getPointer(0);
    assertThat(marshaller.accept(new Address(address), "argument 0")).isSameAs(compare);
    assertThat(marshaller.accept(address, "argument 0")).isSameAs(compare);
    Object remote = context.marshaller(use(Pointer.class, Place.RESULT)).read(cell, sections);
    assertThat(marshaller.accept(remote, "argument 0")).isSameAs(compare);
    assertThat(marshaller.accept(null, "argument 0")).isNull();
  }

  @Test
  void jnasOwnPointerToACallbackIsTheCallback() {
    Compare compare = (a, b) -> 1;
    Pointer local = CallbackReference.getFunctionPointer(compare);
    marshaller(Pointer.class).write(local, cell, sections);
    assertThat(context.last().java().type()).isEqualTo(Compare.class);
    long address = cell.getPointer(0);
    marshaller(Compare.class).write(compare, cell, sections);
    assertThat(cell.getPointer(0)).isEqualTo(address);
  }

  @Test
  void refusesToReadAFunctionOfUnknownType() {
    Marshaller<Object> hook = marshaller(WinUser.HOOKPROC.class);
    cell.putPointer(0, 0x7000);
    assertThatThrownBy(() -> hook.read(cell, sections))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot read argument 0
              expected: a callback interface with one method, which says what the function is
              actual: a function at 0x7000 for com.sun.jna.platform.win32.WinUser$HOOKPROC
              remedy: declare an interface that extends it, or a Pointer\
            """);
  }

  /** A proxy. */
  private record Proxy(Class<?>... types) implements CallbackProxy {
    @Override
    public Object callback(Object[] arguments) {
      return null;
    }

    @Override
    public Class<?>[] getParameterTypes() {
      return types;
    }

    @Override
    public Class<?> getReturnType() {
      return short.class;
    }
  }

  private Marshaller<Object> marshaller(Class<?> type) {
    return marshaller(type, context);
  }

  @SuppressWarnings("unchecked")
  private static Marshaller<Object> marshaller(Class<?> type, RecordingContext context) {
    return (Marshaller<Object>) context.marshaller(use(type, Place.ARGUMENT));
  }

  private static RecordingContext context(Abi abi) {
    return new RecordingContext(Fixture.context(abi));
  }

  private static TypeUse use(Class<?> type, Place place) {
    String path = place == Place.ARGUMENT ? "argument 0" : "result";
    return new TypeUse(type, Optional.empty(), List.of(), place, path);
  }
}
