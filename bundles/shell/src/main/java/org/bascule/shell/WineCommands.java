package org.bascule.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Check;
import org.bascule.bridge.ExportInfo;
import org.bascule.bridge.HostIdentity;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The commands that show what is there. */
@Component(service = WineCommands.class)
@GogoCommand(
    scope = "wine",
    function = {"exports", "sessions", "marshallers", "doctor"})
public final class WineCommands {
  private static final Misuse EXPORTS =
      new Misuse("wine:exports", "wine:exports [-a|--abi X64|X86] LIBRARY");

  private final Bascule bascule;
  private final Supplier<PrintStream> out;

  /** Commands over this bridge. */
  @Activate
  public WineCommands(@Reference Bascule bascule) {
    // Asked for at each use: Gogo gives every command a System.out of its own.
    this(bascule, () -> System.out);
  }

  WineCommands(Bascule bascule, Supplier<PrintStream> out) {
    this.bascule = bascule;
    this.out = out;
  }

  /** Lists exports. */
  @Descriptor(
      "lists what a DLL exports: ordinal, name, and where a forwarder leads\n"
          + "   example: wine:exports zlib1.dll")
  public String exports(
      @Descriptor(Width.DESCRIPTION)
          @Parameter(
              names = {"-a", "--abi"},
              absentValue = "")
          String abi,
      @Descriptor("module name (msvcrt, zlib1.dll) or path of a DLL") String library) {
    List<ExportInfo> exports =
        Width.of(EXPORTS, abi).session(bascule, library).library(library).exports();
    boolean decorated = exports.stream().anyMatch(e -> !e.undecorated().equals(e.name()));
    return decorated ? withPlainNames(exports) : withoutPlainNames(exports);
  }

  private static String withPlainNames(List<ExportInfo> exports) {
    Table table = new Table("ordinal", "name", "in C", "forwards to");
    exports.forEach(e -> table.row(e.ordinal(), e.name(), e.undecorated(), e.forwarder()));
    return table.toString();
  }

  private static String withoutPlainNames(List<ExportInfo> exports) {
    Table table = new Table("ordinal", "name", "forwards to");
    exports.forEach(e -> table.row(e.ordinal(), e.name(), e.forwarder()));
    return table.toString();
  }

  /** Lists sessions. */
  @Descriptor("lists the open sessions: width, process ids, Wine version, lanes, prefix")
  public String sessions() {
    List<Session> sessions = bascule.sessions();
    if (sessions.isEmpty()) {
      return "no session is open; the first wine:call opens one";
    }
    Table table =
        new Table("name", "abi", "pid", "windows pid", "wine", "lanes", "prefix", "state");
    for (Session session : sessions) {
      HostIdentity host = session.host();
      table.row(
          session.name(),
          session.abi(),
          host.processId(),
          host.windowsProcessId(),
          host.wineVersion(),
          session.lanes(),
          host.prefix(),
          session.end().map(end -> "ended: " + end.reason()).orElse("running"));
    }
    return table.toString();
  }

  /** Lists marshallers. */
  @Descriptor("lists the marshaller services in the order in which they are asked")
  public String marshallers() {
    Table table = new Table("service", "ranking", "bundle", "class", "handles");
    for (MarshallerInfo info : bascule.marshallers()) {
      table.row(info.serviceId(), info.ranking(), info.bundle(), info.name(), info.handles());
    }
    return table.toString();
  }

  /**
   * Checks the machine.
   *
   * @throws DoctorException if a check failed
   */
  @Descriptor("checks Wine, its loader and prefix, the host and shared memory")
  public void doctor() {
    report(bascule.examine(bascule.defaults()));
  }

  /**
   * Checks the machine and a DLL.
   *
   * @throws DoctorException if a check failed
   */
  @Descriptor("checks the same, and the width and imports of a DLL")
  public void doctor(@Descriptor("module name or path of a DLL") String library) {
    SessionOptions options = bascule.defaultsFor(library);
    List<Check> checks = new ArrayList<>(bascule.examine(options));
    checks.addAll(bascule.examineLibrary(options, library));
    report(checks);
  }

  private void report(List<Check> checks) {
    checks.forEach(check -> out.get().println(line(check)));
    long failed = checks.stream().filter(check -> !check.passed()).count();
    if (failed > 0) {
      throw new DoctorException(failed, checks.size());
    }
  }

  private static String line(Check check) {
    return check.passed()
        ? "ok   " + check.subject() + ": " + check.finding()
        : "FAIL " + check.subject() + ": " + check.finding() + " → " + check.remedy();
  }
}
