package org.bascule.shell;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.bascule.spi.NativeFunction;

/**
 * A block of commands that the DLL calls: its arguments are {@code $1}, {@code $2}, …, its last
 * value is the result. Each call is printed.
 *
 * @param name of the parameter it was passed for
 * @param block what was typed
 * @param session whose commands and variables it sees
 */
record PrintedCallback(String name, Function block, CommandSession session)
    implements NativeFunction {
  @Override
  public Object call(Object... arguments) throws Exception {
    Object result = block.execute(session, Arrays.asList(arguments));
    String given = Arrays.stream(arguments).map(ValueText::of).collect(Collectors.joining(", "));
    session.getConsole().println(name + "(" + given + ") = " + ValueText.of(result));
    return result;
  }
}
