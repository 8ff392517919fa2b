package org.bascule.itest.jdk;

import com.sun.jna.Library;
import java.util.Map;
import org.bascule.bridge.Check;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.itest.TestBed;
import org.bascule.jna.loader.BasculeNative;

/** Comes to Bascule through one door after the other, and prints what it is told there. */
final class NativeAccessProgram {
  private static final Map<String, Runnable> DOORS =
      Map.of(
          "open", () -> Standalone.bascule().open(TestBed.options()),
          "shared", () -> Standalone.bascule(TestBed.options()).shared(),
          "load", () -> BasculeNative.load("msvcrt", Msvcrt.class),
          "library", () -> BasculeNative.library("msvcrt"),
          "doctor", NativeAccessProgram::examine);

  /** As JNA declares it. */
  public interface Msvcrt extends Library {
    int abs(int value);
  }

  private NativeAccessProgram() {}

  /** Goes through the doors that are named. */
  public static void main(String[] doors) {
    for (String door : doors) {
      try {
        DOORS.get(door).run();
        System.out.println("nothing was in the way");
      } catch (Throwable e) {
        System.out.println(e);
      }
    }
  }

  private static void examine() {
    for (Check check : Standalone.bascule().examine(TestBed.options())) {
      System.out.println(check);
    }
  }
}
