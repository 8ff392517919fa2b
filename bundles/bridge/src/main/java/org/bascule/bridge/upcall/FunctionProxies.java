package org.bascule.bridge.upcall;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bascule.bridge.call.CallTarget;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.call.Lending;
import org.bascule.bridge.invoke.FunctionSite;
import org.bascule.bridge.invoke.InvokerFactory;
import org.bascule.bridge.plan.CallPlan;
import org.bascule.bridge.plan.CallRegister;
import org.bascule.bridge.plan.PlanLinker;
import org.bascule.bridge.plan.WireConvention;
import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.WeakTable;
import org.bascule.lifetime.WeakValues;
import org.bascule.protocol.HostAbi;
import org.bascule.spi.Abi;
import org.bascule.spi.Convention;
import org.bascule.transport.Host;

/** Java objects that call functions of the DLL by their addresses. Thread-safe. */
public final class FunctionProxies implements AutoCloseable {
  private final Host host;
  private final HostRequests requests;
  private final PlanLinker linker;
  private final Function<String, CallTarget> freeing;
  private final Consumer<FunctionSite> watcher;
  private final WeakValues<Key, Object> byKey;
  private final WeakTable<Object, Known> byObject;

  /** Names the class and does not keep it; whether it is that one is looked at afterwards. */
  private record Key(long address, int typeHash, String name, Convention convention) {}

  /** The type leads to the object's class, and that perhaps to the object; which keeps the type. */
  private record Known(long address, WeakReference<CallbackType<?>> type) {
    boolean isOf(CallbackType<?> wanted) {
      CallbackType<?> own = type.get();
      return own != null && own.same(wanted);
    }
  }

  /**
   * None yet.
   *
   * @param freeing finds functions that free what these allocated
   * @param watcher is given what must be unbound when the registry changes
   * @param housekeeper notices what has been collected
   */
  public FunctionProxies(
      Host host,
      HostRequests requests,
      PlanLinker linker,
      Function<String, CallTarget> freeing,
      Consumer<FunctionSite> watcher,
      Housekeeper housekeeper) {
    this.host = host;
    this.requests = requests;
    this.linker = linker;
    this.freeing = freeing;
    this.watcher = watcher;
    this.byKey = new WeakValues<>(housekeeper);
    this.byObject = new WeakTable<>(housekeeper, gone -> {});
  }

  /** The address that an object calls; 0 if it is none of these. */
  long address(Object object) {
    Known known = byObject.get(object);
    return known == null ? 0 : known.address();
  }

  /** The object that calls this address; the same one while it lives. */
  synchronized Object function(CallbackType<?> type, long address) {
    Key key =
        new Key(
            address, System.identityHashCode(type.java().type()), type.name(), type.convention());
    Object living = byKey.get(key);
    return living != null && byObject.get(living).isOf(type) ? living : create(type, key);
  }

  private Object create(CallbackType<?> type, Key key) {
    Method method = type.java().method();
    FunctionSite site =
        new FunctionSite(
            MethodType.methodType(method.getReturnType(), method.getParameterTypes()),
            () -> link(type, key.address()));
    watcher.accept(site);
    String description =
        String.format(
            "%s at 0x%x in host %d", type.name(), key.address(), host.identity().processId());
    Object object =
        InvokerFactory.create(
            type.java().type(), Map.of(method, site.dynamicInvoker()), description);
    byObject.computeIfAbsent(
        object, reference -> new Known(key.address(), new WeakReference<>(type)));
    byKey.put(key, object);
    return object;
  }

  private MethodHandle link(CallbackType<?> type, long address) {
    CallPlan plan = type.plan();
    Abi abi = host.identity().abi() == HostAbi.X86 ? Abi.X86 : Abi.X64;
    CallTarget target =
        new CallTarget(
            host,
            requests,
            type.name() + String.format(" at 0x%x", address),
            address,
            WireConvention.of(type.convention()),
            CallRegister.of(plan.result(), abi),
            false,
            plan.slotCount(),
            plan.places(),
            Lending.ORDINARY,
            freeing);
    MethodHandle function = linker.link(plan, target);
    return type.collects() ? UntypedValues.spreading(function, plan, type.name()) : function;
  }

  /** Forgets all of them. */
  @Override
  public void close() {
    byObject.close();
  }
}
