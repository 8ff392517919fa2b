package org.bascule.bridge.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.bascule.bridge.call.ArgumentPlace;
import org.bascule.bridge.call.CallTarget;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.call.Lending;
import org.bascule.bridge.plan.WireConvention;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Convention;
import org.bascule.transport.Host;

/** Functions that directives name for freeing what a DLL allocated. Thread-safe. */
final class FreeingFunctions {
  private final Host host;
  private final HostRequests requests;
  private final Function<String, HostLibrary> libraries;
  private final Optional<HostLibrary> own;
  private final Map<String, CallTarget> known = new ConcurrentHashMap<>();

  /**
   * None yet.
   *
   * @param own the DLL of functions that are named without one; empty for those that are known by
   *     their address alone
   */
  FreeingFunctions(
      Host host,
      HostRequests requests,
      Function<String, HostLibrary> libraries,
      Optional<HostLibrary> own) {
    this.host = host;
    this.requests = requests;
    this.libraries = libraries;
    this.own = own;
  }

  /**
   * The function.
   *
   * @param name {@code free} in the same DLL, or {@code msvcrt!free} in another
   * @throws SignatureException if no DLL is named and there is no own one
   * @throws org.bascule.error.LinkError if there is no such function
   */
  CallTarget get(String name) {
    return known.computeIfAbsent(name, this::find);
  }

  private CallTarget find(String name) {
    int mark = name.indexOf('!');
    HostLibrary owner =
        mark < 0 ? own.orElseThrow(() -> nowhere(name)) : libraries.apply(name.substring(0, mark));
    String exported = name.substring(mark + 1);
    return new CallTarget(
        host,
        requests,
        owner.name() + "." + exported,
        owner.function(exported),
        WireConvention.of(Convention.CDECL),
        (byte) ResultRegister.Integer,
        false,
        1,
        List.of(new ArgumentPlace(0, 1, 0)),
        Lending.ORDINARY,
        this::get);
  }

  private static SignatureException nowhere(String name) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.BAD_DIRECTIVE,
            "find the function that frees a callback's result",
            "free = " + name,
            "DLL!FUNCTION",
            "no DLL, and a function pointer belongs to none",
            "name both, as in msvcrt!free"));
  }
}
