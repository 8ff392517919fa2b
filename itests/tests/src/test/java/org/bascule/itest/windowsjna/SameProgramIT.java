package org.bascule.itest.windowsjna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.bascule.itest.TestBed;
import org.bascule.itest.WideOnly;
import org.bascule.itest.windowsjna.guest.ContextsProgram;
import org.bascule.itest.windowsjna.guest.DirectProgram;
import org.bascule.itest.windowsjna.guest.JniProgram;
import org.bascule.itest.windowsjna.guest.KeepingProgram;
import org.bascule.itest.windowsjna.guest.LastingProgram;
import org.bascule.itest.windowsjna.guest.PlansProgram;
import org.bascule.itest.windowsjna.guest.PortableProgram;
import org.bascule.itest.windowsjna.guest.ShapesProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Class files that know nothing of this house, in the Windows world and on plain JNA. */
@WideOnly("the world's structs by value follow the rules of 64 bits")
class SameProgramIT {
  @RegisterExtension static final WorldOfTests WORLD = new WorldOfTests();

  @Test
  void theSameProgramTellsTheSameOnBothSystems() {
    Map<String, String> windows = WORLD.run(PortableProgram.class, TestBed.demo());
    Map<String, String> linux = new PortableProgram().apply(TestBed.sharedObject().toString());
    assertThat(windows).isEqualTo(linux).hasSize(29).containsEntry("list", "2 1 null");
  }

  @Test
  void theShapesOfPublicBindingsTellTheSameOnBothSystems() {
    Map<String, String> windows = WORLD.run(ShapesProgram.class, TestBed.dll("shapes").toString());
    Map<String, String> linux =
        new ShapesProgram().apply(TestBed.sharedObject("shapes").toString());
    assertThat(windows).isEqualTo(linux).hasSize(24).containsEntry("extended", "140");
  }

  @Test
  void convertersLearnTheSameOnBothSystems() {
    Map<String, String> windows =
        WORLD.run(ContextsProgram.class, TestBed.dll("shapes").toString());
    Map<String, String> linux =
        new ContextsProgram().apply(TestBed.sharedObject("shapes").toString());
    assertThat(windows).isEqualTo(linux).hasSize(4).containsEntry("call", "Amount[number=42]");
  }

  @Test
  void whatLibrariesKeepAndFillLaterTellsTheSameOnBothSystems() {
    Map<String, String> windows = WORLD.run(PlansProgram.class, TestBed.dll("plans").toString());
    Map<String, String> linux = new PlansProgram().apply(TestBed.sharedObject("plans").toString());
    assertThat(windows)
        .isEqualTo(linux)
        .hasSize(11)
        .containsEntry("plan", "[[1.0, 10.0, 26.0], [4.0, 13.0, 29.0]] 4.0")
        .containsEntry("words", "[over@0, and@5, out@9] true");
  }

  @Test
  void itsTypesAreTheWorldsOwn() {
    Class<?> there = WORLD.classOf(PortableProgram.Demo.class);
    assertThat(there).isNotSameAs(PortableProgram.Demo.class);
    assertThat(there.getInterfaces()[0].getClassLoader()).isSameAs(WORLD.loader());
  }

  @Test
  void callbacksAndMemoryAreTheDllsForAsLongAsItWants() {
    assertThat(WORLD.run(KeepingProgram.class, TestBed.dll("upcalls").toString()))
        .containsOnly(
            entry("kept", "8"),
            entry("same object", "true 1"),
            entry("theirs", "11 12 null"),
            entry("same of theirs", "true"),
            entry("lent", "101"),
            entry("last error", "5"),
            entry("collected", "true 0"),
            entry("plain", "16 136 No more DLL callback slots available"),
            entry("in a module", "true"),
            entry("exception", "0 [no 3]"),
            entry("exception of a proxy", "0 [none for 4]"),
            entry("initialised thread", "[guest of the DLL true]"),
            entry("plain thread", "[false]"),
            entry("threads", "180"),
            entry("detach", "Can not detach from a JVM thread"),
            entry("later", "42"),
            entry("functions", "2 101"),
            entry("through memory", "105"));
  }

  @Test
  void memoryLastsFromOneCallToTheNextAndIsFilledLater() {
    String libraries = TestBed.ZLIB + " " + TestBed.dll("shapes");
    assertThat(WORLD.run(LastingProgram.class, libraries))
        .containsOnly(
            entry("begun", "0"),
            entry("ended", "1 0"),
            entry("inflated", "true"),
            entry("identity", "true"),
            entry("behind", "5"),
            entry("list", "11"),
            entry("changed", "7"),
            entry("union by value", "2.5"),
            entry("buffer as field", "42 42"),
            entry("read later", "2 MZ"));
  }

  @Test
  void nativeMethodsCallTheDllOnceTheyAreRegistered() {
    String unbound =
        "UnsatisfiedLinkError: the native method "
            + DirectProgram.class.getName()
            + "$%s.add belongs to no DLL: Native.register has not been called for its class, or"
            + " JNI is meant, whose libraries for Windows no JVM on Linux can load";
    assertThat(WORLD.run(DirectProgram.class, TestBed.demo()))
        .containsOnly(
            entry("scalars", "42 -1 -1"),
            entry("floating", "0.1 0.5"),
            entry("text", "over"),
            entry("memory", "3 3 3"),
            entry("array", "1.0 2.0"),
            entry("callback", "-4"),
            entry("by value", "-3"),
            entry("struct", "-5"),
            entry("objects", "42"),
            entry("thread", "true"),
            entry("last error", "42"),
            entry("set", "77"),
            entry("thrown", "LastErrorException: GetLastError() returned 6"),
            entry("registered", "false"),
            entry("unregistered", unbound.formatted("Direct")),
            entry(
                "still native",
                "UnsatisfiedLinkError: BSC-303 cannot register "
                    + JniProgram.class.getName()
                    + "\n  where: public static native int "
                    + JniProgram.class.getName()
                    + ".add(int,int)\n"
                    + "  expected: a class that this world's loader has loaded, and that means"
                    + " JNA\n"
                    + "  actual: a native method that has got no body\n"
                    + "  remedy: give the jar of the class to the loader; where neither the class"
                    + " nor one that it inherits from mentions JNA, nor one of its jar registers it"
                    + " by its name, have it implement com.sun.jna.Library"),
            entry("plain class", "42"),
            entry("forgotten", unbound.formatted("Forgotten")));
  }
}
