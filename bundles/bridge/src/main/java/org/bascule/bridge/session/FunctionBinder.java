package org.bascule.bridge.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.bascule.bridge.call.CallTarget;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.CallPlan;
import org.bascule.bridge.plan.CallRegister;
import org.bascule.bridge.plan.PlanCompiler;
import org.bascule.bridge.plan.PlanLinker;
import org.bascule.bridge.plan.Signature;
import org.bascule.bridge.plan.WireConvention;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
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
  private final FreeingFunctions freeing;
  private final PlanLinker linker;
  private final BindingEnvironment environment;
  private volatile Map<String, String> origins = Map.of();

  FunctionBinder(
      Host host,
      HostRequests requests,
      MarshallerRegistry registry,
      FreeingFunctions freeing,
      PlanLinker linker,
      BindingEnvironment environment) {
    this.host = host;
    this.requests = requests;
    this.registry = registry;
    this.freeing = freeing;
    this.linker = linker;
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
    long find(int stackBytes);
  }

  /** Compiles the function, with whatever arguments follow. */
  PlanHandle.Linker linker(Signature signature, Finder address) {
    Wanted wanted = new Wanted(signature, address, environment, Optional.empty());
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

  /** Whether there is a marshaller for one more argument. */
  boolean takes(Wanted wanted, TypeUse use) {
    try {
      Signature alone =
          new Signature(
              wanted.signature().function(),
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
    plan.freeing().forEach(freeing::get);
    int stackBytes = plan.slotCount() * wanted.environment().abi().slotSize();
    CallTarget found =
        new CallTarget(
            host,
            requests,
            signature.function(),
            wanted.address().find(stackBytes),
            WireConvention.of(signature.convention()),
            CallRegister.of(plan.result(), wanted.environment().abi()),
            signature.clearLastError(),
            plan.slotCount(),
            plan.places(),
            wanted.environment().lending(),
            freeing::get);
    OptionalLong limit = wanted.environment().limit();
    CallTarget target = limit.isPresent() ? found.within(limit.getAsLong()) : found;
    origins = plan.origins();
    return new PlanHandle.Linked(plan, target, linker.link(plan, target, wanted.afterCall()));
  }

  /** Functions that directives name for freeing must be there before anything is allocated. */
  private void findFreeing(Signature signature) {
    Stream.concat(signature.result().stream(), signature.parameters().stream())
        .flatMap(use -> use.directives().values().stream())
        .flatMap(directive -> directive.free().stream())
        .forEach(freeing::get);
  }
}
