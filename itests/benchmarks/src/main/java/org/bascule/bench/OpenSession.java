package org.bascule.bench;

import java.nio.file.Path;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.bridge.standalone.StandaloneBascule;
import org.bascule.spi.Abi;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The session that all benchmarks of one JVM share, whose host ends with the JVM: to start one for
 * each would take longer than a quick measurement.
 */
@State(Scope.Benchmark)
public class OpenSession {
  private static final StandaloneBascule BASCULE = Standalone.bascule(options());

  /** The defaults, unless the build says where its prefix is. */
  public static SessionOptions options() {
    SessionOptions options = SessionOptions.defaults();
    String prefix = System.getProperty("bascule.test.prefix");
    return prefix == null ? options : options.withPrefix(Path.of(prefix));
  }

  /** A session of 64 bits. */
  public Session session() {
    return BASCULE.shared(Abi.X64);
  }

  /** One that has met nothing yet, for whoever closes it. */
  Session fresh() {
    return BASCULE.open(options());
  }

  /** What the demonstration DLL offers. */
  public <T> T demo(Class<T> type) {
    return demo(Abi.X64, type);
  }

  /** The same of a certain width. */
  <T> T demo(Abi abi, Class<T> type) {
    return BASCULE.shared(abi).load(Artifacts.demo(abi).toString(), type);
  }

  /** A function of the demonstration DLL. */
  public FunctionHandle demo(String prototype) {
    return session().function(Artifacts.demo(Abi.X64).toString(), prototype);
  }
}
