package org.bascule.itest.windowsjna;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.itest.TestBed;
import org.bascule.windowsjna.WindowsWorld;
import org.bascule.windowsjna.WorldLoader;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One session and one world in it, with the tests' own classes, for all the tests of a class. */
final class WorldOfTests implements BeforeAllCallback, AfterAllCallback {
  private final List<URL> jars = new ArrayList<>();
  private Session session;
  private WorldLoader loader;

  /**
   * A world.
   *
   * @param classes of jars that are loaded there beside the tests
   */
  WorldOfTests(Class<?>... classes) {
    jars.add(place(WorldOfTests.class));
    for (Class<?> one : classes) {
      jars.add(place(one));
    }
  }

  private WorldOfTests(List<Path> places) {
    try {
      for (Path place : places) {
        jars.add(place.toUri().toURL());
      }
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One with other people's jars, and the programs that use them. */
  static WorldOfTests ofGuests() {
    Path guests = Path.of(TestBed.required("bascule.test.guests")).normalize();
    try (Stream<Path> jars = Files.list(guests.resolve("jars"))) {
      return new WorldOfTests(
          Stream.concat(Stream.of(guests.resolve("classes")), jars.sorted()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    session = Standalone.bascule().open(TestBed.options());
    loader = WindowsWorld.loader(jars, WorldOfTests.class.getClassLoader(), session);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (loader != null) {
      loader.close();
    }
    if (session != null) {
      session.close();
    }
  }

  Session session() {
    return session;
  }

  WorldLoader loader() {
    return loader;
  }

  /** A program's class as this world has it; its name is that of the tests' own. */
  Class<?> classOf(Class<?> program) {
    return classOf(program.getName());
  }

  private Class<?> classOf(String program) {
    try {
      return Class.forName(program, true, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a program there with one argument. */
  <T extends Function<String, Map<String, String>>> Map<String, String> run(
      Class<T> program, String argument) {
    return run(program.getName(), argument);
  }

  /** Runs one that the tests themselves do not have. */
  Map<String, String> run(String program, String argument) {
    try {
      @SuppressWarnings("unchecked")
      Function<String, Map<String, String>> there =
          (Function<String, Map<String, String>>) classOf(program).getConstructor().newInstance();
      return there.apply(argument);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
