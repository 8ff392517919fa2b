package org.bascule.bridge.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvokerFactoryTest {
  /** Package-private on purpose, and with an initialiser that must not run. */
  interface Everything {
    Object INITIALISED = initialised();

    long all(
        boolean a, byte b, short c, char d, int e, long f, float g, double h, String i, int[] j);

    void nothing();

    String text();

    double real();

    private static Object initialised() {
      throw new AssertionError("the interface was initialised");
    }
  }

  @Test
  void passesEveryKindOfArgumentWithoutRunningTheInitialiser() throws Exception {
    Everything object = InvokerFactory.create(Everything.class, invokers(), "the description");
    object.nothing();
    assertThat(object.all(true, (byte) 2, (short) 3, 'd', 5, 6L, 7f, 8d, "nine", new int[] {10}))
        .isEqualTo(1 + 2 + 3 + 'd' + 5 + 6 + 7 + 8 + 4 + 10);
    assertThat(object.text()).isEqualTo("text");
    assertThat(object.real()).isEqualTo(2.5);
  }

  @Test
  void describesItselfAndComparesByIdentity() throws Exception {
    Everything one = InvokerFactory.create(Everything.class, invokers(), "the description");
    Everything other = InvokerFactory.create(Everything.class, invokers(), "the description");
    assertThat(one).hasToString("the description").isEqualTo(one).isNotEqualTo(other);
  }

  /** Of everybody. */
  public interface Open {
    int number();
  }

  @Test
  void isAsPublicAsItsInterfaceForThoseWhoCallByReflection() throws Exception {
    Open open =
        InvokerFactory.create(
            Open.class,
            Map.of(Open.class.getMethod("number"), MethodHandles.constant(int.class, 5)),
            "the description");
    Everything closed = InvokerFactory.create(Everything.class, invokers(), "the description");
    assertThat(MethodHandles.publicLookup().unreflect(open.getClass().getMethod("number")))
        .isNotNull();
    assertThat(open.getClass()).isPublic();
    assertThat(closed.getClass()).isPackagePrivate();
  }

  static long sum(
      boolean a, byte b, short c, char d, int e, long f, float g, double h, String i, int[] j) {
    return (a ? 1 : 0) + b + c + d + e + f + (long) g + (long) h + i.length() + j[0];
  }

  private static Map<java.lang.reflect.Method, MethodHandle> invokers() throws Exception {
    Map<java.lang.reflect.Method, MethodHandle> invokers = new LinkedHashMap<>();
    for (java.lang.reflect.Method method : Everything.class.getDeclaredMethods()) {
      if (!java.lang.reflect.Modifier.isAbstract(method.getModifiers())) {
        continue;
      }
      MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
      invokers.put(
          method,
          switch (method.getName()) {
            case "all" -> MethodHandles.lookup().findStatic(InvokerFactoryTest.class, "sum", type);
            case "text" -> MethodHandles.constant(String.class, "text");
            case "real" -> MethodHandles.constant(double.class, 2.5);
            default -> MethodHandles.empty(type);
          });
    }
    return invokers;
  }
}
