package org.bascule.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Batch;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code wine:batch}; takes the words of its calls as {@link CallCommand} does. */
@Component(service = BatchCommand.class)
@GogoCommand(scope = "wine", function = "batch")
public final class BatchCommand implements Function {
  private static final String USAGE =
      "wine:batch [-a|--abi X64|X86] [-p|--codepage N] [--strict] [--timeout TIME] [--until '!= 0']"
          + " LIBRARY|ADDRESS [\"PROTOTYPE\" ARGS...]...";

  private static final Misuse MISUSE = new Misuse("wine:batch", USAGE);
  private static final Pattern RESULT = Pattern.compile("\\$([1-9]\\d{0,5})");

  private final Bascule bascule;

  /** A command over this bridge. */
  @Activate
  public BatchCommand(@Reference Bascule bascule) {
    this.bascule = bascule;
  }

  @Override
  public Object execute(CommandSession session, List<Object> words) {
    BatchLine line = BatchLine.parse(MISUSE, words);
    TypedWords typed = line.options();
    FunctionOptions how = CallCommand.options(typed);
    Batch batch = Place.of(typed.width(), line.calls().get(0).library()).session(bascule).batch();
    List<Batch.Call> calls = new ArrayList<>();
    List<FunctionHandle> functions = new ArrayList<>();
    for (BatchLine.Typed call : line.calls()) {
      FunctionHandle function =
          Place.of(typed.width(), call.library()).function(bascule, call.prototype(), how);
      Object[] arguments = CallCommand.arguments(call.arguments(), function, session);
      Batch.Call recorded = batch.call(function, linked(arguments, calls));
      call.until().ifPresent(until -> until.on(recorded));
      calls.add(recorded);
      functions.add(function);
    }
    return new BatchText(functions, batch.run()).told(session);
  }

  /** Calls of functions in one crossing; Gogo's {@code help} reads the annotations here. */
  @Descriptor(
      "calls functions of Windows DLLs one after the other, in one crossing\n"
          + "   example: wine:batch msvcrt [\"int abs(int a)\" -5] [\"int abs(int a)\" '$1']\n"
          + "   usage: "
          + USAGE)
  public Object batch(
      @Descriptor("libraries, and behind each its calls in brackets; '$1' is the first result")
          Object... words) {
    throw MISUSE.missing("", "to be run as a command", "no session");
  }

  /** Results of earlier calls in the place of their numbers. */
  private static Object[] linked(Object[] arguments, List<Batch.Call> calls) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof String text && RESULT.matcher(text).matches()) {
        int number = Integer.parseInt(text.substring(1));
        if (number > calls.size()) {
          throw MISUSE.badText(
              "argument " + i + " of call " + (calls.size() + 1),
              "the number of a call before it",
              text);
        }
        arguments[i] = calls.get(number - 1).result();
      }
    }
    return arguments;
  }
}
