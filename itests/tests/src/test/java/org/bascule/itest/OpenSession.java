package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One session for all the tests of a class. */
public final class OpenSession implements BeforeAllCallback, AfterAllCallback {
  private final SessionOptions options;
  private Session session;

  /** A session with the options that all tests start from. */
  public OpenSession() {
    this(TestBed.options());
  }

  /** A session of its own kind. */
  public OpenSession(SessionOptions options) {
    this.options = options;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    session = Standalone.bascule().open(options);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (session != null) {
      session.close();
    }
  }

  /** The session, while the class runs. */
  public Session session() {
    return session;
  }

  /** Calls a function of demo.dll once. */
  public Object demo(String prototype, Object... arguments) {
    return session.function(TestBed.demo(), prototype).call(arguments);
  }

  /** Calls a function of demo.dll once and gives what it left of its only changing argument. */
  public Object changed(String prototype, Object... arguments) {
    List<Object> outputs = outputs(prototype, arguments);
    assertThat(outputs).as("what %s may change", prototype).hasSize(1);
    return outputs.get(0);
  }

  /** The same of all its changing arguments, in order. */
  public List<Object> outputs(String prototype, Object... arguments) {
    CallResult result = session.function(TestBed.demo(), prototype).invoke(arguments);
    return result.outputs().stream().map(CallResult.Output::value).toList();
  }
}
