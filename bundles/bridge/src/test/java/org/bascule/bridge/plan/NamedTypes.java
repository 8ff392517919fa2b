package org.bascule.bridge.plan;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.bascule.bridge.CallbackOptions;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.call.Lending;
import org.bascule.bridge.call.UpcallingHost;
import org.bascule.bridge.prototype.Declarations;
import org.bascule.bridge.prototype.PrototypeReader;
import org.bascule.bridge.prototype.TypeNames;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.bridge.registry.RegisteredFactory;
import org.bascule.bridge.upcall.Callbacks;
import org.bascule.bridge.upcall.FunctionProxies;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.Abi;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;

/** Finds marshallers of C types by the standard factories, where names mean something. */
final class NamedTypes implements AutoCloseable {
  private final MarshallerRegistry registry = new MarshallerRegistry();
  private final Housekeeper housekeeper = new Housekeeper();
  private final BindingEnvironment environment;

  /** With these factories beside the standard ones. */
  NamedTypes(Abi abi, TypeNames names, MarshallerFactory... others) {
    List.of(others).forEach(this::add);
    ServiceLoader.load(MarshallerFactory.class).forEach(this::add);
    UpcallingHost host = new UpcallingHost();
    HostRequests requests = new HostRequests(host, abi, housekeeper, 16);
    Callbacks callbacks =
        new Callbacks(
            requests,
            registry,
            CallbackOptions.DEFAULT,
            new FunctionProxies(
                host, requests, new PlanLinker(), name -> null, site -> {}, housekeeper),
            (type, method) -> {
              throw new AssertionError("nobody reads methods here");
            },
            site -> {},
            housekeeper);
    environment =
        new BindingEnvironment(
            abi, CodePageText.UTF_8, requests.memory(), callbacks, names, Lending.ORDINARY);
  }

  private void add(MarshallerFactory factory) {
    int ranking = factory.ranking();
    registry.add(
        new RegisteredFactory(factory, new MarshallerInfo("Tests", "the tests", 1, ranking, "")));
  }

  /** The marshaller of a C type's natural values. */
  Marshaller<?> natural(String cType, Place place) {
    return marshaller(Object.class, cType, place, Declarations.NONE);
  }

  /** How a type lies in memory. */
  Layout layout(String cType) {
    return natural(cType, Place.FIELD).layout();
  }

  Marshaller<?> marshaller(Class<?> type, String cType, Place place, Declarations declared) {
    return LoneMarshaller.of(use(type, cType, place, declared), registry.snapshot(), environment);
  }

  /** As a session tells of it. */
  String explain(String cType) {
    TypeUse use = use(Object.class, cType, Place.FIELD, Declarations.NONE);
    return LayoutExplanation.of(use, registry.snapshot(), environment);
  }

  private static TypeUse use(Class<?> type, String cType, Place place, Declarations declared) {
    return new TypeUse(
        type,
        Optional.of(PrototypeReader.readType(cType, declared)),
        List.of(),
        place,
        "argument 0");
  }

  @Override
  public void close() {
    housekeeper.close();
  }
}
