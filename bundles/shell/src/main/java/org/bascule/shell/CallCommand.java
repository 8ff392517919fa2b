package org.bascule.shell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.bridge.MemoryMode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code wine:call}. A Gogo {@link Function} rather than a plain method, because Gogo turns the
 * words for a method into numbers where it can (18446744073709551615 into a double) and looks for
 * options among all of them; a function gets what was typed.
 */
@Component(service = CallCommand.class)
@GogoCommand(scope = "wine", function = "call")
public final class CallCommand implements Function {
  static final String TIMEOUT =
      "how long a call may take (30, 0.5, 500ms, 2s, 5m); then its host is ended";

  private final Bascule bascule;

  /** A command over this bridge. */
  @Activate
  public CallCommand(@Reference Bascule bascule) {
    this.bascule = bascule;
  }

  @Override
  public Object execute(CommandSession session, List<Object> words) {
    CallLine line = CallLine.parse(words);
    FunctionHandle function =
        function(line.options().width(), options(line.options()), line.library(), line.prototype());
    return ValueText.of(function.invoke(arguments(line.arguments(), function, session)));
  }

  /** Blocks of commands stand for functions that the DLL calls. */
  static Object[] arguments(List<Object> typed, FunctionHandle function, CommandSession session) {
    List<String> names = function.parameterNames();
    Object[] arguments =
        function.isVariadic() ? FurtherWords.meant(typed.toArray(), names.size()) : typed.toArray();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof Function block) {
        String name = i < names.size() && !names.get(i).isEmpty() ? names.get(i) : "callback";
        arguments[i] = new PrintedCallback(name, block, session);
      }
    }
    return arguments;
  }

  /** Calls a function; Gogo's {@code help} reads the annotations here. */
  @Descriptor(
      "calls a function of a Windows DLL and gives its result\n"
          + "   example: wine:call msvcrt \"double pow(double x, double y)\" 2 10\n"
          + "   usage: "
          + CallLine.USAGE)
  public Object call(
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
      @Descriptor("whether the DLL faults where it leaves the memory that it is lent")
          @Parameter(names = "--strict", presentValue = "true", absentValue = "false")
          boolean strict,
      @Descriptor(TIMEOUT) @Parameter(names = "--timeout", absentValue = "") String timeout,
      @Descriptor("module name (msvcrt, zlib1.dll), path of a DLL, or the function's address")
          String library,
      @Descriptor("C prototype of the function, in quotes") String prototype,
      @Descriptor("one for each parameter, in order") Object... arguments) {
    return ValueText.of(
        function(
                Width.of(CallLine.MISUSE, abi),
                options(codePage, strict, timeout, CallLine.MISUSE),
                library,
                prototype)
            .invoke(arguments));
  }

  private FunctionHandle function(
      Width width, FunctionOptions how, String library, String prototype) {
    return Place.of(width, library).function(bascule, prototype, how);
  }

  static FunctionOptions options(TypedWords typed) {
    return options(typed.codePage(), typed.strict(), typed.timeout());
  }

  static FunctionOptions options(
      OptionalInt codePage, boolean strict, String timeout, Misuse misuse) {
    return options(
        codePage,
        strict,
        timeout.isEmpty() ? Optional.empty() : Optional.of(TypedTime.parse(misuse, timeout)));
  }

  private static FunctionOptions options(
      OptionalInt codePage, boolean strict, Optional<Duration> timeout) {
    FunctionOptions coded =
        codePage.isPresent()
            ? FunctionOptions.NONE.withCodePage(codePage.getAsInt())
            : FunctionOptions.NONE;
    FunctionOptions how = strict ? coded.withMemory(MemoryMode.STRICT) : coded;
    return timeout.map(how::withTimeout).orElse(how);
  }
}
