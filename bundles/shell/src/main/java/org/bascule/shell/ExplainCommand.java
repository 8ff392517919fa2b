package org.bascule.shell;

import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.bascule.bridge.Bascule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code wine:explain}, {@code wine:layout} and {@code wine:declare}. */
@Component(service = ExplainCommand.class)
@GogoCommand(
    scope = "wine",
    function = {"explain", "layout", "declare"})
public final class ExplainCommand {
  private final Bascule bascule;

  /** Commands over this bridge. */
  @Activate
  public ExplainCommand(@Reference Bascule bascule) {
    this.bascule = bascule;
  }

  /** Tells how a function would be called. */
  @Descriptor(
      "prints the call plan of a function: slots, memory, lengths, and who marshals each part\n"
          + "   example: wine:explain msvcrt \"double pow(double x, double y)\"")
  public String explain(
      @Descriptor(Width.DESCRIPTION)
          @Parameter(
              names = {"-a", "--abi"},
              absentValue = "")
          String abi,
      @Descriptor("module name (msvcrt, zlib1.dll) or path of a DLL") String library,
      @Descriptor("C prototype of the function, in quotes") String prototype) {
    return width("wine:explain", "LIBRARY \"PROTOTYPE\"", abi)
        .session(bascule, library)
        .function(library, prototype)
        .explain();
  }

  /** Tells how a type lies in Windows memory. */
  @Descriptor(
      "prints how a C type lies in Windows memory: offset, size and type of each member\n"
          + "   example: wine:layout \"struct { char tag; long count; double *values; }\"")
  public String layout(
      @Descriptor(Width.DESCRIPTION)
          @Parameter(
              names = {"-a", "--abi"},
              absentValue = "")
          String abi,
      @Descriptor("C type, in quotes") String type) {
    return width("wine:layout", "\"TYPE\"", abi).session(bascule).layout(type);
  }

  /** Declares types for later prototypes. */
  @Descriptor(
      "declares C types and constants for all later prototypes of the session; prints their names\n"
          + "   example: wine:declare \"typedef struct { int x, y; } POINT; enum { MOST = 8 };\"")
  public String declare(
      @Descriptor(Width.DESCRIPTION)
          @Parameter(
              names = {"-a", "--abi"},
              absentValue = "")
          String abi,
      @Descriptor("C declarations, in quotes") String declarations) {
    Width width = width("wine:declare", "\"DECLARATIONS\"", abi);
    return String.join("\n", width.session(bascule).declare(declarations));
  }

  private static Width width(String command, String words, String abi) {
    return Width.of(new Misuse(command, command + " [-a|--abi X64|X86] " + words), abi);
  }
}
