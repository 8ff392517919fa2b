package org.bascule.itest.windowsjna.vendor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import java.util.function.IntUnaryOperator;

/** Finds its parts by services, resources and names. */
public final class ServiceVendor {
  private static final String TEXT = "vendor/text.txt";

  private ServiceVendor() {}

  /** Begins. */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("vendor.dll", arguments[0]);
    for (IntUnaryOperator found : ServiceLoader.load(IntUnaryOperator.class)) {
      System.out.println("service " + found.applyAsInt(1));
    }
    System.out.println("class " + text(ServiceVendor.class.getResourceAsStream("/" + TEXT)));
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    System.out.println("context " + text(context.getResourceAsStream(TEXT)));
    System.out.println("system " + text(ClassLoader.getSystemResourceAsStream(TEXT)));
    System.out.println("same " + (context == ServiceVendor.class.getClassLoader()));
    Class<?> named =
        Class.forName(
            ServiceVendor.class.getName() + "Part", true, ClassLoader.getSystemClassLoader());
    Object part = named.getConstructor().newInstance();
    System.out.println("named " + ((IntUnaryOperator) part).applyAsInt(2));
  }

  private static String text(InputStream resource) throws IOException {
    try (InputStream in = resource) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
