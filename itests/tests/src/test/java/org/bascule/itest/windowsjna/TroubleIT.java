package org.bascule.itest.windowsjna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.itest.TestBed;
import org.bascule.itest.WideOnly;
import org.bascule.itest.windowsjna.guest.EndingProgram;
import org.bascule.itest.windowsjna.guest.ExitingProgram;
import org.bascule.itest.windowsjna.guest.StrayThreadProgram;
import org.bascule.itest.windowsjna.guest.TroubleProgram;
import org.bascule.windowsjna.WindowsWorld;
import org.bascule.windowsjna.WorldLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What would have killed a JVM on Windows, and what cannot be had. */
@WideOnly("addresses in messages have the digits of 64 bits")
class TroubleIT {
  @RegisterExtension static final WorldOfTests WORLD = new WorldOfTests();

  @Test
  void faultsAreExceptionsAndWhatCannotBeHadSaysWhy() {
    Map<String, String> told = WORLD.run(TroubleProgram.class, TestBed.faults());
    String objects =
        "UnsupportedOperationException: BSC-303 cannot pass an argument\n"
            + "  expected: numbers, text, memory, structures, buffers, callbacks\n"
            + "  actual: %s; the DLL runs in another process, which has no JVM and cannot follow"
            + " objects of this one\n"
            + "  remedy: pass what C can read, or a number by which a callback finds the object";
    assertThat(told.remove("fault"))
        .startsWith(
            "NativeFaultException: BSC-501 cannot call null_read\n"
                + "  expected: that the function returns\n"
                + "  actual: access violation (0xc0000005) at faults.dll+");
    assertThat(told.remove("wild call"))
        .startsWith("NativeFaultException: BSC-501 cannot call native@0x10\n");
    assertThat(told.remove("missing"))
        .startsWith(
            "UnsatisfiedLinkError: Unable to load library 'no such':\n"
                + "BSC-201 cannot load library no such.dll\n");
    for (String twice :
        List.of(
            "freed again", "free the middle", "free twice", "free twice large", "free anything")) {
      assertThat(told.remove(twice).replaceFirst("0x\\w+", "…"))
          .as(twice)
          .isEqualTo(
              "NativeFaultException: BSC-501 cannot free memory\n"
                  + "  where: …\n"
                  + "  expected: the address of memory that is allocated\n"
                  + "  actual: nothing that is allocated begins there; Windows would end the process"
                  + " (0xc0000374)\n"
                  + "  remedy: free each piece once, and by the address that it was allocated with");
    }
    assertThat(told)
        .containsOnly(
            entry("freed", "done"),
            entry("free once", "donedone"),
            entry("free nothing", "done"),
            entry("no such size", "0"),
            entry("too large", "OutOfMemoryError: BSC-404 cannot allocate shared memory"),
            entry("protected", "true"),
            entry("after it", "6"),
            entry("wild read", memoryFault("read", 4)),
            entry("wild write", memoryFault("write", 8)),
            entry("object", objects.formatted("an object of class java.lang.Object")),
            entry("environment", objects.formatted("the JNI environment")),
            entry(
                "buffer",
                "UnsupportedOperationException: BSC-303 cannot lay a direct buffer over memory\n"
                    + "  where: 64 bytes at …\n"
                    + "  expected: memory that Java has allocated by JNA\n"
                    + "  actual: memory of the DLL's process alone, which this JVM cannot see\n"
                    + "  remedy: copy it by getByteArray, or have the DLL write to a Memory"));
  }

  @Test
  void aWorldWhoseHostHasEndedItselfIsVoidAtOnceAndSaysHowToGoOn() throws Exception {
    try (Session session = Standalone.bascule().open(TestBed.options());
        WorldLoader loader = world(session)) {
      @SuppressWarnings("unchecked")
      Function<String, Map<String, String>> program =
          (Function<String, Map<String, String>>)
              Class.forName(ExitingProgram.class.getName(), true, loader)
                  .getConstructor()
                  .newInstance();
      Map<String, String> told = program.apply("msvcrt");
      for (String use :
          List.of("exit", "small", "large", "theirs", "allocate", "callback", "load")) {
        assertThat(told.remove(use))
            .as(use)
            .startsWith("HostEndedException: BSC-105 cannot ")
            .containsPattern("\n  actual: exit\\(3\\), on thread \\d+, which serves calls\n")
            .endsWith(
                "\n  remedy: look for the cause in the DLL's output, then begin anew in another class"
                    + " loader of WindowsWorld (in OSGi, refresh the bundle): memory and handles of"
                    + " this one are void");
      }
      assertThat(told).containsOnly(entry("free", "done"), entry("close", "done"));
    }
  }

  @Test
  void aFaultOnAThreadOfTheDllsOwnIsToldToWhoeverUsesTheHost() throws Exception {
    try (Session session = Standalone.bascule().open(TestBed.options());
        WorldLoader loader = world(session)) {
      @SuppressWarnings("unchecked")
      Supplier<String> program =
          (Supplier<String>)
              Class.forName(StrayThreadProgram.class.getName(), true, loader)
                  .getConstructor()
                  .newInstance();
      assertThat(program.get())
          .startsWith("HostEndedException: BSC-105 cannot exchange a frame with the Wine host\n")
          .containsPattern(
              "\n  actual: access violation \\(0xc0000005\\) at 0x0000000000000010, executing 0x10, on"
                  + " thread \\d+, which the DLL made\n");
    }
  }

  private static String memoryFault(String verb, int bytes) {
    return "HostRefusal: BSC-502 cannot %s %d bytes at 0x0000000000000010\n".formatted(verb, bytes)
        + "  expected: accessible memory\n"
        + "  actual: the memory at 0x10 cannot be touched\n"
        + "  remedy: check where the address comes from, and whether the memory has been freed";
  }

  @Test
  void closingAWorldGivesBackWhatItHasOfTheHostAndEndsItsUse() throws Exception {
    Session session = Standalone.bascule().open(TestBed.options());
    try {
      WorldLoader loader = world(session);
      Map<String, String> told = program(loader).apply(() -> closed(loader));
      assertThat(told.remove("read")).startsWith("ValueException: BSC-408 cannot ");
      assertThat(told.remove("write")).startsWith("ValueException: BSC-408 cannot ");
      assertThat(told)
          .containsOnly(
              entry("before", "3"),
              entry("call", "done"),
              entry("allocate", "IllegalStateException: the world has been closed"),
              entry("load", "done"),
              entry("free", "done"),
              entry("free large", "done"));
      assertThat(session.end()).isEmpty();
    } finally {
      session.close();
    }
  }

  private static void closed(WorldLoader loader) {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WorldLoader world(Session session) {
    return WindowsWorld.loader(
        List.of(WorldOfTests.place(EndingProgram.class)),
        EndingProgram.class.getClassLoader(),
        session);
  }

  @SuppressWarnings("unchecked")
  private static Function<Runnable, Map<String, String>> program(WorldLoader loader)
      throws ReflectiveOperationException {
    return (Function<Runnable, Map<String, String>>)
        Class.forName(EndingProgram.class.getName(), true, loader).getConstructor().newInstance();
  }

  @Test
  void afterTheHostsEndEveryUseSaysSoAndFreeingIsNothing() throws Exception {
    Session session = Standalone.bascule().open(TestBed.options());
    try (WorldLoader loader = world(session)) {
      Map<String, String> told = program(loader).apply(session::close);
      for (String use : List.of("call", "read", "write", "allocate", "load")) {
        assertThat(told.remove(use)).as(use).startsWith("HostEndedException: BSC-105 cannot ");
      }
      assertThat(told)
          .containsOnly(entry("before", "3"), entry("free", "done"), entry("free large", "done"));
    }
  }
}
