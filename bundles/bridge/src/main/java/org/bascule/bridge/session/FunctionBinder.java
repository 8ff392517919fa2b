package org.bascule.bridge.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.bascule.bridge.call.ArgumentPlace;
import org.bascule.bridge.call.CallTarget;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.CallPlan;
import org.bascule.bridge.plan.PlanCompiler;
import org.bascule.bridge.plan.PlanLinker;
import org.bascule.bridge.plan.Signature;
import org.bascule.bridge.plan.WireConvention;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Convention;
import org.bascule.spi.TypeUse;
import org.bascule.transport.Host;

/**
 * Binds one function, again after each change of the registry; remembers who took its types, so
 * that a loss can be explained.
 */
final class FunctionBinder {
  private final Host host;
  private final HostRequests requests;
  private final MarshallerRegistry registry;
  private final Function<String, HostLibrary> libraries;
  private final HostLibrary library;
  private final String function;
  private final BindingEnvironment environment;
  private final Map<String, CallTarget> freeing = new ConcurrentHashMap<>();
  private volatile Map<String, String> origins = Map.of();

  FunctionBinder(
      Host host,
      HostRequests requests,
      MarshallerRegistry registry,
      Function<String, HostLibrary> libraries,
      HostLibrary library,
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

  /**
   * What is to be bound.
   *
   * @param address finds the function, once the bytes of the arguments are known
   * @param environment what the plan is compiled for
   * @param afterCall gets the last error after each call
   */
  record Wanted(
      Signature signature,
      Finder address,
      BindingEnvironment environment,
      Optional<IntConsumer> afterCall) {
    /** The same with more arguments. */
    Wanted with(List<TypeUse> further) {
      return new Wanted(signature.with(further), address, environment, afterCall);
    }
  }

  /** Finds a function's address. */
  @FunctionalInterface
  interface Finder {
    long find(HostLibrary library, int stackBytes);
  }

  PlanHandle.Linked bind(Signature signature) {
    return bind(wanted(signature));
  }

  /** Compiles the function under its own name, with whatever arguments follow. */
  PlanHandle.Linker linker(Signature signature) {
    Wanted wanted = wanted(signature);
    return new PlanHandle.Linker() {
      @Override
      public PlanHandle.Linked link(List<TypeUse> further) {
        return bind(wanted.with(further));
      }

      @Override
      public boolean takes(TypeUse further) {
        return FunctionBinder.this.takes(wanted, further);
      }
    };
  }

  /** The function under its own name, and nothing special. */
  Wanted wanted(Signature signature) {
    return new Wanted(
        signature, (owner, bytes) -> owner.resolve(function), environment, Optional.empty());
  }

  /** Whether there is a marshaller for one more argument. */
  boolean takes(Wanted wanted, TypeUse use) {
    try {
      Signature alone =
          new Signature(
              function,
              Convention.CDECL,
              Optional.empty(),
              List.of(use),
              List.of(),
              false,
              List.of());
      PlanCompiler.compile(alone, registry.snapshot(), wanted.environment(), Map.of());
      return true;
    } catch (SignatureException e) {
      if (e.diagnosis().code() == ErrorCode.NO_MARSHALLER) {
        return false;
      }
      throw e;
    }
  }

  PlanHandle.Linked bind(Wanted wanted) {
    Signature signature = wanted.signature();
    findFreeing(signature);
    CallPlan plan =
        PlanCompiler.compile(signature, registry.snapshot(), wanted.environment(), origins);
    plan.freeing().forEach(this::freeing);
    int stackBytes = plan.slotCount() * wanted.environment().abi().slotSize();
    CallTarget target =
        new CallTarget(
            host,
            requests,
            signature.function(),
            wanted.address().find(library, stackBytes),
            WireConvention.of(signature.convention()),
            plan.result().register(),
            signature.clearLastError(),
            plan.slotCount(),
            plan.places(),
            this::freeing);
    origins = plan.origins();
    return new PlanHandle.Linked(plan, PlanLinker.link(plan, target, wanted.afterCall()));
  }

  /** Functions that directives name for freeing must be there before anything is allocated. */
  private void findFreeing(Signature signature) {
    Stream.concat(signature.result().stream(), signature.parameters().stream())
        .flatMap(use -> use.directives().values().stream())
        .flatMap(directive -> directive.free().stream())
        .forEach(this::freeing);
  }

  CallTarget freeing(String name) {
    return freeing.computeIfAbsent(name, this::freeingTarget);
  }

  /** {@code free} in the same DLL, or {@code msvcrt!free} in another. */
  private CallTarget freeingTarget(String name) {
    int mark = name.indexOf('!');
    HostLibrary owner = mark < 0 ? library : libraries.apply(name.substring(0, mark));
    String exported = name.substring(mark + 1);
    return new CallTarget(
        host,
        requests,
        owner.name() + "." + exported,
        owner.resolve(exported),
        WireConvention.of(Convention.CDECL),
        (byte) ResultRegister.Integer,
        false,
        1,
        List.of(new ArgumentPlace(0, 1, 0)),
        this::freeing);
  }
}
