package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bascule.annotation.DeclaredAs;
import org.bascule.annotation.Memsync;
import org.bascule.bridge.Apartment;
import org.bascule.bridge.CallbackHandle;
import org.bascule.bridge.CallbackOptions;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.itest.TestBed;
import org.bascule.spi.Address;
import org.bascule.spi.CallbackThread;
import org.bascule.spi.NativeFunction;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the page on callbacks shows is in this source, word for word, and works. */
class CallbacksManualIT {
  @RegisterExtension static final UpcallSession WINE = new UpcallSession();

  private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");

  private final Session session = WINE.session();

  // snippets

  public interface Comparison {
    int compare(Ref<Integer> a, Ref<Integer> b);
  }

  public interface Msvcrt {
    void qsort(
        int[] base,
        @DeclaredAs("size_t") long count,
        @DeclaredAs("size_t") long width,
        Comparison compare);
  }

  public record Image(
      @Memsync(length = "width * height") short[] data, short width, short height) {}

  public interface Filter {
    short apply(Ref<Image> window);
  }

  public interface RowChange {
    void change(@Memsync(length = "count") float[] row, int count);
  }

  /** Of the DLL that stands for an instrument. */
  public interface Listener {
    int level(int level);
  }

  @Test
  void sortsByAJavaInterface() {
    int[] numbers = {5, -3, 99, 0, 7};
    Msvcrt msvcrt = session.load("msvcrt", Msvcrt.class);
    msvcrt.qsort(
        numbers, numbers.length, Integer.BYTES, (a, b) -> Integer.compare(a.get(), b.get()));
    assertThat(numbers).containsExactly(-3, 0, 5, 7, 99);
  }

  @Test
  void sortsByACPrototype() {
    int[] numbers = {5, -3, 99, 0, 7};
    NativeFunction descending = arguments -> ((int[]) arguments[1])[0] - ((int[]) arguments[0])[0];
    session
        .function(
            "msvcrt",
            "void qsort(int base[n], size_t n, size_t width, int (*compare)(const int *a, const int *b))")
        .call(numbers, 5, 4, descending);
    assertThat(numbers).containsExactly(99, 7, 5, 0, -3);
  }

  @Test
  void changesRowsAndFilters() {
    interface Upcalls {
      void change_rows(
          @Memsync(length = "rows * columns") float[] data,
          int rows,
          int columns,
          RowChange change);
    }
    interface Demo {
      void apply_filter_to_image(Ref<Image> in, Ref<Image> out, Filter filter);
    }
    float[] data = {1, 2, 3, 4};
    WINE.load(Upcalls.class).change_rows(data, 2, 2, (row, count) -> row[count - 1] = 0);
    assertThat(data).containsExactly(1, 0, 3, 0);
    Ref<Image> out = new Ref<>(new Image(null, (short) 0, (short) 0));
    session
        .load(TestBed.demo(), Demo.class)
        .apply_filter_to_image(
            new Ref<>(new Image(new short[] {1, 2}, (short) 2, (short) 1)),
            out,
            window -> (short) (10 * window.get().data()[4]));
    assertThat(out.get().data()).containsExactly((short) 10, (short) 20);
  }

  @Test
  void holdsAListener() {
    String dll = UpcallSession.dll();
    CallbackHandle<Listener> handle = session.callback(Listener.class, level -> level + 1);
    session.function(dll, "void keep(int (*listener)(int level))").call(handle.address());
    System.gc();
    assertThat(WINE.call("int run_kept(int value)", 41)).isEqualTo(42);
    session.function(dll, "void keep(int (*listener)(int level))").call(Address.NULL);
    handle.close();
    try (CallbackHandle<NativeFunction> described =
        session.callback("int (*)(int)", arguments -> 0)) {
      assertThat(described.address().isNull()).isFalse();
    }
  }

  @Test
  void choosesPolicyAndThreads() {
    SessionOptions options =
        SessionOptions.defaults()
            .withCallbacks(
                CallbackOptions.DEFAULT
                    .withAfterException(CallbackOptions.AfterException.RUN)
                    .withThread(new CallbackThread("instrument", false, Optional.empty())));
    assertThat(options.callbacks().thread().name()).isEqualTo("instrument");
  }

  /** What a vendor's SDK offers. */
  interface Sdk {
    int GetCurrentThreadId();
  }

  @Test
  void runsAMessageLoop() throws Exception {
    FunctionHandle setTimer =
        session.function(
            "user32",
            "UINT_PTR SetTimer(HWND, UINT_PTR, UINT, void (*tick)(HWND, UINT, UINT_PTR, DWORD))");
    CountDownLatch ticked = new CountDownLatch(1);
    NativeFunction tick =
        arguments -> {
          ticked.countDown();
          return null;
        };
    Apartment apartment = session.apartment("instrument");
    Sdk sdk = apartment.bind(Sdk.class, session.load("kernel32", Sdk.class));
    int thread = sdk.GetCurrentThreadId();
    apartment.call(() -> setTimer.call(Address.NULL, 0, 100, tick));
    assertThat(thread).isEqualTo(apartment.windowsThread());
    assertThat(ticked.await(10, TimeUnit.SECONDS)).isTrue();
    apartment.close();
  }

  @Test
  void everySnippetIsInThisSource() throws IOException {
    Path root = TestBed.root();
    String page = Files.readString(root.resolve("distribution/docs/callbacks.md"));
    String source =
        Files.readString(
            root.resolve(
                "itests/tests/src/test/java/"
                    + CallbacksManualIT.class.getName().replace('.', '/')
                    + ".java"));
    List<String> snippets =
        JAVA.matcher(page).results().map(match -> words(match.group(1))).toList();
    assertThat(snippets).hasSizeGreaterThan(5);
    String all = words(source);
    assertThat(snippets).allSatisfy(snippet -> assertThat(all).contains(snippet));
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", "");
  }
}
