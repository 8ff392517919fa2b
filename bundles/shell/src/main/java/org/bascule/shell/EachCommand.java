package org.bascule.shell;

import java.util.List;
import java.util.OptionalInt;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.FunctionHandle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code wine:each}; takes its words as {@link CallCommand} does. */
@Component(service = EachCommand.class)
@GogoCommand(scope = "wine", function = "each")
public final class EachCommand implements Function {
  private static final String USAGE =
      "wine:each [-a|--abi X64|X86] [-p|--codepage N] [--timeout TIME] LIBRARY|ADDRESS \"PROTOTYPE\" ARGS...";

  private static final Misuse MISUSE = new Misuse("wine:each", USAGE);

  private final Bascule bascule;

  /** A command over this bridge. */
  @Activate
  public EachCommand(@Reference Bascule bascule) {
    this.bascule = bascule;
  }

  @Override
  public Object execute(CommandSession session, List<Object> words) {
    CallLine line = CallLine.parse(MISUSE, words);
    return results(
        Place.of(line.options().width(), line.library())
            .function(bascule, line.prototype(), CallCommand.options(line.options())),
        line.arguments().toArray());
  }

  /** Calls a function for each element; Gogo's {@code help} reads the annotations here. */
  @Descriptor(
      "calls a function of a Windows DLL for each element of arrays and gives the results\n"
          + "   example: wine:each msvcrt \"double pow(double x, double y)\" [1,2,3] 2\n"
          + "   usage: "
          + USAGE)
  public Object each(
      @Descriptor(Width.DESCRIPTION)
          @Parameter(
              names = {"-a", "--abi"},
              absentValue = "")
          String abi,
      @Descriptor("code page of char text, for instance 1252; else the session's")
          @Parameter(
              names = {"-p", "--codepage"},
              absentValue = "")
          OptionalInt codePage,
      @Descriptor(CallCommand.TIMEOUT) @Parameter(names = "--timeout", absentValue = "")
          String timeout,
      @Descriptor("module name (msvcrt, zlib1.dll), path of a DLL, or the function's address")
          String library,
      @Descriptor("C prototype of the function, in quotes") String prototype,
      @Descriptor("one for each parameter: an array, or a value that all calls get")
          Object... arguments) {
    return results(
        Place.of(Width.of(MISUSE, abi), library)
            .function(bascule, prototype, CallCommand.options(codePage, false, timeout, MISUSE)),
        arguments);
  }

  private static Object results(FunctionHandle function, Object[] arguments) {
    Object results = function.each(arguments);
    return results == null ? null : ValueText.of(results);
  }
}
