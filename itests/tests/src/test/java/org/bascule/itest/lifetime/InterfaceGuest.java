package org.bascule.itest.lifetime;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.util.Map;
import java.util.function.Consumer;
import org.bascule.bridge.Session;
import org.bascule.itest.TestBed;

/** Has interfaces of its own, plain ones and JNA's, and all kinds of types in them. */
public final class InterfaceGuest implements Consumer<Session> {
  interface Step {
    int next(int value);
  }

  record Point(double x, double y) {}

  interface Turn {
    Point turn(Point point);
  }

  interface Plain {
    int run(Step step, int value);

    Step adder(int number);

    Point map_point(Point point, Turn turn);
  }

  interface JnaStep extends Callback {
    int call(int value);
  }

  @FieldOrder({"x", "y"})
  public static class JnaPoint extends Structure implements Structure.ByValue {
    public double x;
    public double y;
  }

  interface JnaTurn extends Callback {
    JnaPoint call(JnaPoint point);
  }

  interface Jna extends Library {
    int run(JnaStep step, int value);

    JnaStep adder(int number);

    JnaPoint map_point(JnaPoint point, JnaTurn turn);
  }

  @Override
  public void accept(Session session) {
    // Functions with a state are new objects each time; one without belongs to its class for ever.
    int one = Integer.parseInt("1");
    String dll = TestBed.dll("upcalls").toString();
    Plain plain = session.load(dll, Plain.class);
    check(plain.run(value -> value + one, 2) == 3);
    check(plain.run(value -> value + 5, 2) == 7);
    check(plain.adder(10).next(5) == 15);
    Point turned = plain.map_point(new Point(1, 2), point -> new Point(point.y(), one * point.x()));
    // Not by equals: the JDK (17) itself keeps the last record class whose equals was linked.
    check(turned.x() == 2 && turned.y() == 1);
    Jna jna = session.load(dll, Jna.class, Map.of(Library.OPTION_STRING_ENCODING, "utf8"));
    check(jna.run(value -> value + one, 2) == 3);
    check(jna.run(value -> value + 5, 2) == 7);
    check(jna.adder(10).call(5) == 15);
    JnaPoint given = new JnaPoint();
    given.x = 5;
    check(jna.map_point(given, point -> one == 1 ? point : null).x == 5);
  }

  private static void check(boolean right) {
    if (!right) {
      throw new AssertionError("a wrong result");
    }
  }
}
