package org.bascule.itest.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.W32APIOptions;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bascule.error.LinkError;
import org.bascule.error.SignatureException;
import org.bascule.itest.TestBed;
import org.bascule.itest.jna.WindowsApi.Ticking;
import org.bascule.jna.loader.BasculeFunction;
import org.bascule.jna.loader.BasculeLibrary;
import org.bascule.jna.loader.BasculeNative;
import org.junit.jupiter.api.Test;

/** Programs that know no session load through whatever is there. */
class BasculeNativeIT {
  private static final String SHAPES = TestBed.dll("shapes").toString();

  @Test
  void loadsThroughTheSharedSession() {
    int id = Ticking.INSTANCE.GetCurrentProcessId();
    assertThat(id).isPositive();
    assertThat(Ticking.INSTANCE.GetCurrentProcessId()).isEqualTo(id);
    assertThat(Ticking.INSTANCE.toString()).contains("kernel32");
  }

  @Test
  void functionsAreCalledByTheirNamesAlone() {
    BasculeLibrary shapes = BasculeNative.library(SHAPES);
    assertThat(shapes.getName()).isEqualTo(SHAPES);
    BasculeFunction first = shapes.getFunction("first_way");
    assertThat(first.getName()).isEqualTo("first_way");
    assertThat(shapes.getFunction("first_way")).isSameAs(first);
    assertThat(first.invokeInt(null)).isEqualTo(1);
    assertThat(shapes.getFunction("take_long").invokeLong(new Object[] {1L << 40}))
        .isEqualTo(1L << 40);
    assertThat(shapes.getFunction("take_double").invokeDouble(new Object[] {2.5})).isEqualTo(2.5);
    IntByReference number = new IntByReference();
    shapes.getFunction("write_int").invoke(new Object[] {number, 42});
    assertThat(number.getValue()).isEqualTo(42);
    Memory memory = new Memory(4);
    shapes.getFunction("write_int").invokeVoid(new Object[] {memory, 43});
    assertThat(memory.getInt(0)).isEqualTo(43);
    Pointer opaque = Pointer.createConstant(0x1230);
    Pointer same = shapes.getFunction("pass_on").invokePointer(new Object[] {opaque});
    assertThat(Pointer.nativeValue(same)).isEqualTo(0x1230);
    assertThat(shapes.getFunction("pass_on").invokePointer(new Object[] {null})).isNull();
  }

  @Test
  void functionsAreKnownByTheirNamesAlone() {
    int length =
        BasculeNative.library("msvcrt").getFunction("strlen").invokeInt(new Object[] {"Wine"});
    assertThat(length).isEqualTo(4);
  }

  @Test
  void floatsStayFloats() {
    BasculeFunction function = BasculeNative.library(TestBed.demo()).getFunction("simplefunc");
    assertThat(function.invokeFloat(new Object[] {3f, 2f})).isEqualTo(1.5f);
    assertThat(function.invoke(Float.class, new Object[] {5f, 4f})).isEqualTo(3.75f);
  }

  @Test
  void textComesInBothWidths() {
    BasculeLibrary msvcrt = BasculeNative.library("msvcrt");
    BasculeFunction find = msvcrt.getFunction("strchr");
    assertThat(find.invokeString(new Object[] {"a=b", (int) '='}, false)).isEqualTo("=b");
    assertThat(find.invokeString(new Object[] {"a=b", (int) '+'}, false)).isNull();
    BasculeFunction findWide = msvcrt.getFunction("wcschr");
    assertThat(findWide.invokeString(new Object[] {new WString("ä=ß"), '='}, true)).isEqualTo("=ß");
  }

  @Test
  void theLibrarysOptionsHold() {
    BasculeLibrary kernel = BasculeNative.library("kernel32", W32APIOptions.UNICODE_OPTIONS);
    assertThat(kernel.getFunction("lstrlenW").invokeInt(new Object[] {"Zugbrücke"})).isEqualTo(9);
    assertThat(kernel.getFunction("SetEvent").invoke(boolean.class, new Object[] {0}))
        .isEqualTo(false);
    assertThat(Native.getLastError()).isEqualTo(6);
  }

  @Test
  void whatIsNotThereIsToldAsSuch() {
    assertThatThrownBy(() -> BasculeNative.library("no-such-dll")).isInstanceOf(LinkError.class);
    assertThatThrownBy(
            () -> BasculeNative.library(SHAPES).getFunction("no_such_way").invokeInt(null))
        .isInstanceOf(LinkError.class)
        .hasMessageContaining("no_such_way");
    assertThatThrownBy(
            () ->
                BasculeNative.library(SHAPES)
                    .getFunction("pass_on")
                    .invoke(Shapes.Item.class, new Object[] {null}))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            "BSC-303 cannot call "
                + SHAPES
                + ".pass_on by its name alone\n"
                + "  where: result\n"
                + "  expected: void, a primitive type, String, WString or Pointer\n"
                + "  actual: org.bascule.itest.jna.Shapes$Item\n"
                + "  remedy: declare the function in an interface, and load that");
  }

  @Test
  void oneThreadAtATimeCallsASynchronizedLibrary() throws Exception {
    Shapes.Functions functions =
        BasculeNative.loadSynchronized(SHAPES, Shapes.Functions.class, Map.of());
    Shapes.Ways ways = BasculeNative.loadSynchronized(SHAPES, Shapes.Ways.class, Map.of());
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    JnaShapesIT.Failing waiting =
        value -> {
          inside.countDown();
          assertThat(ways.first_way()).as("from within").isEqualTo(1);
          await(leave);
          return value;
        };
    var threads = Executors.newFixedThreadPool(2);
    try {
      Future<Integer> first = threads.submit(() -> functions.run_function(waiting, 5));
      inside.await();
      Thread[] second = new Thread[1];
      CountDownLatch begun = new CountDownLatch(1);
      Future<Integer> other =
          threads.submit(
              () -> {
                second[0] = Thread.currentThread();
                begun.countDown();
                return ways.first_way();
              });
      begun.await();
      while (second[0].getState() != Thread.State.BLOCKED) {
        Thread.onSpinWait();
      }
      assertThat(other.isDone()).isFalse();
      leave.countDown();
      assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(5);
      assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
