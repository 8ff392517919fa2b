package org.bascule.shell;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Variable;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code wine:set}. Gets what was typed, as {@link CallCommand} does. */
@Component(service = SetCommand.class)
@GogoCommand(scope = "wine", function = "set")
public final class SetCommand implements Function {
  private static final String USAGE = "wine:set LIBRARY|ADDRESS \"DECLARATION\" VALUE";

  private final Bascule bascule;

  /** A command over this bridge. */
  @Activate
  public SetCommand(@Reference Bascule bascule) {
    this.bascule = bascule;
  }

  @Override
  public Object execute(CommandSession session, List<Object> words) {
    if (words.size() != 3) {
      throw new ValueException(
          new Diagnosis(
              ErrorCode.ARITY,
              "run wine:set",
              "",
              "a library or address, a declaration and a value",
              words.size() + (words.size() == 1 ? " word" : " words"),
              "type: " + USAGE));
    }
    Object value = CallLine.plain(words.get(2));
    Variable<Object> variable =
        Place.of(words.get(0)).variable(bascule, String.valueOf(words.get(1)));
    variable.set(
        value instanceof Function block ? new PrintedCallback("callback", block, session) : value);
    return null;
  }

  /** Writes a variable; Gogo's {@code help} reads the annotations here. */
  @Descriptor(
      "writes a variable that a DLL exports, or what lies at an address\n"
          + "   example: wine:set ./demo.dll \"int counter\" 99\n"
          + "   usage: "
          + USAGE)
  public void set(
      @Descriptor("module name, path of a DLL, or an address: 0x and hexadecimal digits")
          String place,
      @Descriptor("C declaration of the variable, in quotes") String declaration,
      @Descriptor("as an argument of wine:call is written") Object value) {
    Place.of(place).variable(bascule, declaration).set(value);
  }
}
