package org.bascule.shell;

import java.util.ArrayList;
import java.util.List;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Check;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.spi.Abi;

/** A bridge that writes down what it is asked for. */
final class FakeBascule implements Bascule {
  final FakeSession session = new FakeSession();
  final List<Session> open = new ArrayList<>();
  final List<MarshallerInfo> marshallers = new ArrayList<>();
  final List<Check> checks = new ArrayList<>();
  final List<Check> libraryChecks = new ArrayList<>();
  final List<Abi> widths = new ArrayList<>();
  String examined = "";

  @Override
  public Session open(SessionOptions options) {
    throw new AssertionError("the shell opens no session of its own");
  }

  @Override
  public Session shared() {
    return session;
  }

  @Override
  public Session shared(Abi abi) {
    widths.add(abi);
    return session;
  }

  @Override
  public Session sharedFor(String library) {
    return session;
  }

  @Override
  public List<Session> sessions() {
    return open;
  }

  @Override
  public List<MarshallerInfo> marshallers() {
    return marshallers;
  }

  @Override
  public SessionOptions defaults() {
    return SessionOptions.defaults();
  }

  @Override
  public SessionOptions defaultsFor(String library) {
    return defaults().withAbi(Abi.X86);
  }

  @Override
  public List<Check> examine(SessionOptions options) {
    return checks;
  }

  @Override
  public List<Check> examineLibrary(SessionOptions options, String library) {
    examined = library + " for " + options.abi();
    return libraryChecks;
  }
}
