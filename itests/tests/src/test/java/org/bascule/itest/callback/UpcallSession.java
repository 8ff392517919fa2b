package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.itest.Leftovers;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One session for all the tests of a class, on upcalls.dll; nothing is left of it afterwards. */
final class UpcallSession implements BeforeAllCallback, AfterAllCallback {
  private static final Duration END = Duration.ofSeconds(20);

  private final SessionOptions options;
  private List<Path> before;
  private Session session;

  UpcallSession() {
    this(TestBed.options());
  }

  UpcallSession(SessionOptions options) {
    this.options = options;
  }

  /** The DLL whose functions call back. */
  static String dll() {
    return TestBed.dll("upcalls").toString();
  }

  /** The DLL that gets the other one's function pointers. */
  static String relay() {
    return TestBed.dll("relay").toString();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    before = leftovers();
    session = Standalone.bascule().open(options);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (session == null) {
      return;
    }
    long host = session.host().processId();
    session.close();
    assertThat(Leftovers.await(END, () -> !Leftovers.isAlive(host)))
        .as("host %d has ended", host)
        .isNotNull();
    assertThat(leftovers()).isEqualTo(before);
  }

  Session session() {
    return session;
  }

  /** A function of upcalls.dll. */
  FunctionHandle function(String prototype) {
    return session.function(dll(), prototype);
  }

  /** Calls a function of upcalls.dll once. */
  Object call(String prototype, Object... arguments) {
    return function(prototype).call(arguments);
  }

  /** The same, and what it changed. */
  List<Object> outputs(String prototype, Object... arguments) {
    return function(prototype).invoke(arguments).outputs().stream()
        .map(CallResult.Output::value)
        .toList();
  }

  /** The functions of upcalls.dll as an interface. */
  <T> T load(Class<T> type) {
    return session.load(dll(), type);
  }

  private static List<Path> leftovers() {
    try {
      return Leftovers.of(ProcessHandle.current().pid());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
