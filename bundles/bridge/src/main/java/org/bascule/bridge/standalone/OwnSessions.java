package org.bascule.bridge.standalone;

import java.util.List;
import org.bascule.bridge.Check;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.session.Sessions;
import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.Scope;
import org.bascule.spi.Abi;

/** Sessions with a housekeeper of their own. */
final class OwnSessions implements StandaloneBascule {
  private final Sessions sessions;
  private final Scope scope = new Scope();

  OwnSessions(Sessions sessions, Housekeeper housekeeper) {
    this.sessions = sessions;
    scope.add(housekeeper);
    scope.add(sessions);
  }

  @Override
  public Session open(SessionOptions options) {
    return sessions.open(options);
  }

  @Override
  public Session shared() {
    return sessions.shared();
  }

  @Override
  public Session shared(Abi abi) {
    return sessions.shared(abi);
  }

  @Override
  public Session sharedFor(String library) {
    return sessions.sharedFor(library);
  }

  @Override
  public List<Session> sessions() {
    return sessions.sessions();
  }

  @Override
  public List<MarshallerInfo> marshallers() {
    return sessions.marshallers();
  }

  @Override
  public SessionOptions defaults() {
    return sessions.defaults();
  }

  @Override
  public SessionOptions defaultsFor(String library) {
    return sessions.defaultsFor(library);
  }

  @Override
  public List<Check> examine(SessionOptions options) {
    return sessions.examine(options);
  }

  @Override
  public List<Check> examineLibrary(SessionOptions options, String library) {
    return sessions.examineLibrary(options, library);
  }

  @Override
  public void close() {
    scope.close();
  }
}
