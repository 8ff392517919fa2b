package org.bascule.itest.lifetime.hot;

import com.sun.jna.Library;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Session;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * A bundle that loads interfaces once and calls them ever after, as a program does. Each way of
 * calling is a service of its own, a {@link Callable} with the property {@link #WAY}.
 */
public final class HotConsumer implements BundleActivator {
  /** The property that tells the services apart. */
  public static final String WAY = "way";

  /** The header with the path of the DLL that calls back. */
  public static final String DLL = "Consumer-Dll";

  /** Plain. */
  public interface Plain {
    int abs(Duration value);
  }

  /** Of JNA's family. */
  public interface OfJna extends Library {
    int abs(Duration value);
  }

  /** Of the DLL that calls back. */
  public interface Caller {
    int run(IntUnaryOperator f, int value);

    Step adder(int number);
  }

  /** A function of the DLL's whose own type needs the guest. */
  public interface Step {
    int next(Duration value);
  }

  /** The same function, with a callback whose own type needs the guest. */
  public interface Asker {
    int run(Answer answer, int value);
  }

  /** That callback. */
  public interface Answer {
    Duration of(int value);
  }

  @Override
  public void start(BundleContext context) {
    Bascule bascule = context.getService(context.getServiceReference(Bascule.class));
    Session session = bascule.shared();
    Plain plain = session.load("msvcrt", Plain.class);
    offer(context, "a plain interface", () -> plain.abs(Duration.ofSeconds(5)));
    OfJna ofJna = session.load("msvcrt", OfJna.class);
    offer(context, "an interface of JNA's", () -> ofJna.abs(Duration.ofSeconds(5)));
    String dll = context.getBundle().getHeaders().get(DLL);
    Caller caller = session.load(dll, Caller.class);
    // A new object each time, of a class of this bundle, around a call that needs the guest.
    offer(
        context,
        "a callback that calls",
        () -> caller.run(five -> plain.abs(Duration.ofSeconds(five)), 5));
    Step step = caller.adder(1);
    offer(context, "a function of the DLL's", () -> step.next(Duration.ofSeconds(4)));
    Asker asker = session.load(dll, Asker.class);
    offer(context, "a callback of its type", () -> asker.run(Duration::ofSeconds, 5));
  }

  @Override
  public void stop(BundleContext context) {
    // The framework takes the services away.
  }

  private static void offer(BundleContext context, String way, Callable<Integer> call) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(WAY, way);
    context.registerService(Callable.class, call, properties);
  }
}
