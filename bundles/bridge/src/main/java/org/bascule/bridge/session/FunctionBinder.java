package org.bascule.bridge.session;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bascule.bridge.call.ArgumentPlace;
import org.bascule.bridge.call.CallTarget;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.CallPlan;
import org.bascule.bridge.plan.PlanCompiler;
import org.bascule.bridge.plan.PlanLinker;
import org.bascule.bridge.plan.Signature;
import org.bascule.bridge.prototype.Convention;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.protocol.ResultRegister;
import org.bascule.transport.Host;

/**
 * Binds one function, again after each change of the registry; remembers who took its types, so
 * that a loss can be explained.
 */
final class FunctionBinder {
  private final Host host;
  private final HostRequests requests;
  private final MarshallerRegistry registry;
  private final Function<String, LoadedLibrary> libraries;
  private final LoadedLibrary library;
  private final String function;
  private final BindingEnvironment environment;
  private final Map<String, CallTarget> freeing = new ConcurrentHashMap<>();
  private volatile Map<String, String> origins = Map.of();

  FunctionBinder(
      Host host,
      HostRequests requests,
      MarshallerRegistry registry,
      Function<String, LoadedLibrary> libraries,
      LoadedLibrary library,
      String function,
      BindingEnvironment environment) {
    this.host = host;
    this.requests = requests;
    this.registry = registry;
    this.libraries = libraries;
    this.library = library;
    this.function = function;
    this.environment = environment;
  }

  PlanHandle.Linked bind(Signature signature) {
    findFreeing(signature);
    CallPlan plan = PlanCompiler.compile(signature, registry.snapshot(), environment, origins);
    CallTarget target =
        new CallTarget(
            host,
            requests,
            signature.function(),
            library.resolve(function),
            signature.convention().wire(),
            plan.result().register(),
            signature.clearLastError(),
            plan.slotCount(),
            plan.places(),
            this::freeing);
    origins = plan.origins();
    return new PlanHandle.Linked(plan, PlanLinker.link(plan, target));
  }

  /** Functions that directives name for freeing must be there before anything is allocated. */
  private void findFreeing(Signature signature) {
    Stream.concat(signature.result().stream(), signature.parameters().stream())
        .flatMap(use -> use.directives().values().stream())
        .flatMap(directive -> directive.free().stream())
        .forEach(this::freeing);
  }

  /**
   * Directives inside records are found by their marshallers alone, so not before they are used.
   */
  private CallTarget freeing(String name) {
    return freeing.computeIfAbsent(name, this::freeingTarget);
  }

  /** {@code free} in the same DLL, or {@code msvcrt!free} in another. */
  private CallTarget freeingTarget(String name) {
    int mark = name.indexOf('!');
    LoadedLibrary owner = mark < 0 ? library : libraries.apply(name.substring(0, mark));
    String exported = name.substring(mark + 1);
    return new CallTarget(
        host,
        requests,
        owner.name() + "." + exported,
        owner.resolve(exported),
        Convention.CDECL.wire(),
        (byte) ResultRegister.Integer,
        false,
        1,
        List.of(new ArgumentPlace(0, 1, 0)),
        this::freeing);
  }
}
