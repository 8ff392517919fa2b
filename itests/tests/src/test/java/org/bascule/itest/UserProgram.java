package org.bascule.itest;

import java.nio.file.Path;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.BasculeException;

/** A plain program that calls once, with the options that its user has. */
final class UserProgram {
  private UserProgram() {}

  /** Of demo.dll. */
  public interface Demo {
    int add(int a, int b);
  }

  /**
   * Prints {@code 42 PREFIX}, or what was said instead. With a second argument it keeps the session
   * until its stdin ends.
   */
  public static void main(String[] arguments) throws Exception {
    SessionOptions options = SessionOptions.defaults();
    Path dll = Path.of(arguments[0]);
    try (Session session = Standalone.bascule().open(options)) {
      int sum = session.load(dll.toString(), Demo.class).add(40, 2);
      System.out.println(sum + " " + options.prefix());
      if (arguments.length > 1) {
        System.in.read();
      }
    } catch (BasculeException e) {
      System.out.println(e.getMessage());
    }
  }
}
