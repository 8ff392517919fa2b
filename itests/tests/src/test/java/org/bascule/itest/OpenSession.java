package org.bascule.itest;

import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.Standalone;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One session for all the tests of a class. */
final class OpenSession implements BeforeAllCallback, AfterAllCallback {
  private final SessionOptions options;
  private Session session;

  OpenSession() {
    this(TestBed.options());
  }

  OpenSession(SessionOptions options) {
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

  Session session() {
    return session;
  }

  /** Calls a function of demo.dll once. */
  Object demo(String prototype, Object... arguments) {
    return session.function(TestBed.demo(), prototype).call(arguments);
  }
}
