package org.bascule.shell;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Variable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code wine:set}. Gets what was typed, as {@link CallCommand} does. */
@Component(service = SetCommand.class)
@GogoCommand(scope = "wine", function = "set")
public final class SetCommand implements Function {
  private static final String USAGE =
      "wine:set [-a|--abi X64|X86] LIBRARY|ADDRESS \"DECLARATION\" VALUE";

  private static final Misuse MISUSE = new Misuse("wine:set", USAGE);

  private final Bascule bascule;

  /** A command over this bridge. */
  @Activate
  public SetCommand(@Reference Bascule bascule) {
    this.bascule = bascule;
  }

  @Override
  public Object execute(CommandSession session, List<Object> words) {
    TypedWords typed = TypedWords.parse(MISUSE, false, words);
    List<Object> rest = typed.rest();
    if (rest.size() != 3) {
      throw MISUSE.missing(
          "",
          "a library or address, a declaration and a value",
          rest.size() + (rest.size() == 1 ? " word" : " words"));
    }
    Object value = CallLine.plain(rest.get(2));
    Variable<Object> variable =
        Place.of(typed.width(), rest.get(0)).variable(bascule, String.valueOf(rest.get(1)));
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
      @Descriptor(Width.DESCRIPTION)
          @Parameter(
              names = {"-a", "--abi"},
              absentValue = "")
          String abi,
      @Descriptor("module name, path of a DLL, or an address: 0x and hexadecimal digits")
          String place,
      @Descriptor("C declaration of the variable, in quotes") String declaration,
      @Descriptor("as an argument of wine:call is written") Object value) {
    Place.of(Width.of(MISUSE, abi), place).variable(bascule, declaration).set(value);
  }
}
