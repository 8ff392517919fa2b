package org.bascule.itest.windowsjna.vendor;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;

/** A plain {@code main}: the DLL, then what is to become of the program, then more arguments. */
public final class PlainVendor {
  private PlainVendor() {}

  /** Of demo.dll. */
  public interface Demo extends Library {
    int add(int a, int b);

    int divisors(int of, Pointer into, int capacity);
  }

  /** Begins. */
  public static void main(String[] arguments) throws IOException {
    Demo demo = Native.load(arguments[0], Demo.class);
    Memory divisors = new Memory(12);
    System.out.println("sum " + demo.add(1, 2) + ", " + demo.divisors(9, divisors, 3));
    System.out.println(Platform.isWindows() + " " + Platform.RESOURCE_PREFIX + " " + natives());
    System.out.println(String.join(" ", arguments).substring(arguments[0].length()));
    System.err.println("to stderr");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println("read " + line);
    }
    if (arguments[1].equals("exit")) {
      System.exit(3);
    }
    if (arguments[1].equals("throw")) {
      throw new IllegalStateException("the vendor's own");
    }
  }

  private static long natives() {
    long count = 0;
    for (var method : Native.class.getDeclaredMethods()) {
      count += Modifier.isNative(method.getModifiers()) ? 1 : 0;
    }
    return count;
  }
}
