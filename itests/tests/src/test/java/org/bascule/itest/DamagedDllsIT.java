package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.LoadedLibrary;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.Diagnosed;
import org.bascule.itest.DamagedDlls.Damaged;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged DLLs are answered, or refused with a code; a heap of 256 MB is plenty for that. */
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedDllsIT {
  private static final int FILES = Integer.getInteger("bascule.test.damaged", 600);

  /** Of so many one is loaded too. */
  private static final int LOADED = 3;

  private static final long PATIENCE = 30;

  @Test
  void hundredsOfThemAreExaminedAndManyLoaded() throws Exception {
    Path java = Path.of(System.getProperty("java.home"));
    String seed = "-Dbascule.test.seed=" + Seed.random("DamagedDllsIT").nextLong();
    List<String> heap = List.of("-Xmx256m", seed, "-Dbascule.test.damaged=" + FILES);
    try (ChildJvm child = ChildJvm.run(java, heap, Examining.class)) {
      List<String> lines = child.rest();
      lines.forEach(System.out::println);
      assertThat(lines).last().asString().startsWith("done: " + FILES + " examined");
      assertThat(lines).filteredOn(line -> line.startsWith("wrong")).isEmpty();
    }
  }

  /** Makes them, examines all and loads some; prints what comes out without a code. */
  static final class Examining {
    private final Bascule bascule = Standalone.bascule();
    private final DamagedDlls damage = new DamagedDlls(Seed.random("damaged DLLs"));
    private final Path directory;
    private Session session;
    private int loaded;
    private int refused;
    private int ended;

    private Examining(Path directory) {
      this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
      Path directory = Files.createTempDirectory("damaged");
      try {
        new Examining(directory).run();
      } finally {
        try (var left = Files.list(directory)) {
          for (Path each : left.toList()) {
            Files.delete(each);
          }
        }
        Files.delete(directory);
      }
    }

    private void run() throws Exception {
      List<byte[]> whole = whole();
      for (int i = 0; i < FILES; i++) {
        Damaged next = damage.next(whole.get(i % whole.size()));
        Path dll = Files.write(directory.resolve("damaged" + i + ".dll"), next.bytes());
        examine(dll, i % LOADED == 0, i + ", " + next.what());
        Files.delete(dll);
      }
      if (session != null) {
        session.close();
      }
      System.out.printf(
          "done: %d examined, %d loaded, %d refused, %d hosts ended%n",
          FILES, loaded, refused, ended);
    }

    private void examine(Path dll, boolean loads, String what) {
      SessionOptions options = TestBed.options().withDllOutput(line -> {});
      try {
        bascule.examineLibrary(options, dll.toString());
        bascule.examineLibrary(options.withAbi(Abi.X86), dll.toString());
      } catch (Throwable e) {
        System.out.println("wrong: the doctor says of " + what + ": " + e);
      }
      if (loads) {
        load(options, dll, what);
      }
    }

    private void load(SessionOptions options, Path dll, String what) {
      try {
        if (session == null) {
          session = bascule.open(options);
        }
        LoadedLibrary library = loadedInTime(session, dll);
        loaded++;
        library.exports();
      } catch (Throwable e) {
        refused++;
        if (!(e instanceof Diagnosed)) {
          System.out.println("wrong: loading " + what + ": " + e);
        }
      }
      if (session.end().isPresent()) {
        ended++;
        session.close();
        session = null;
      }
    }

    /**
     * A damaged pointer may have the loader run anything as the DLL's initialisation, even a loop
     * without an end. That is the DLL's own doing; closing the session ends the load.
     */
    private LoadedLibrary loadedInTime(Session session, Path dll) {
      Executor later = CompletableFuture.delayedExecutor(PATIENCE, TimeUnit.SECONDS);
      CompletableFuture<Void> end = CompletableFuture.runAsync(session::close, later);
      try {
        return session.library(dll.toString());
      } finally {
        end.cancel(false);
      }
    }

    /** Of mingw, of Visual C++, of both widths. */
    private static List<byte[]> whole() throws Exception {
      List<byte[]> whole = new ArrayList<>();
      for (String name : List.of("demo", "ordinals", "decorated", "forwarding", "delayed")) {
        whole.add(Files.readAllBytes(TestBed.dll(name)));
      }
      whole.add(Files.readAllBytes(TestBed.ZLIB));
      whole.add(Files.readAllBytes(TestBed.dll(TestBed.byWidth(Abi.X86, Abi.X64), "demo")));
      String jna = "/com/sun/jna/win32-x86-64/jnidispatch.dll";
      try (InputStream in = com.sun.jna.Native.class.getResourceAsStream(jna)) {
        whole.add(in.readAllBytes());
      }
      return whole;
    }
  }
}
