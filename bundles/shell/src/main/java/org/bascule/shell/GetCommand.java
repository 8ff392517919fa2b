package org.bascule.shell;

import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.bascule.bridge.Bascule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code wine:get}. */
@Component(service = GetCommand.class)
@GogoCommand(scope = "wine", function = "get")
public final class GetCommand {
  private static final Misuse MISUSE =
      new Misuse("wine:get", "wine:get [-a|--abi X64|X86] LIBRARY|ADDRESS \"DECLARATION\"");

  private final Bascule bascule;

  /** A command over this bridge. */
  @Activate
  public GetCommand(@Reference Bascule bascule) {
    this.bascule = bascule;
  }

  /** Reads a variable. */
  @Descriptor(
      "prints what a variable that a DLL exports holds, or what lies at an address\n"
          + "   example: wine:get msvcrt \"char *_acmdln\"\n"
          + "   example: wine:get 0x00007ffe00000260 \"DWORD\"")
  public String get(
      @Descriptor(Width.DESCRIPTION)
          @Parameter(
              names = {"-a", "--abi"},
              absentValue = "")
          String abi,
      @Descriptor("module name, path of a DLL, or an address: 0x and hexadecimal digits")
          String place,
      @Descriptor("C declaration of the variable, in quotes") String declaration) {
    return Place.of(Width.of(MISUSE, abi), place).variable(bascule, declaration).text();
  }
}
