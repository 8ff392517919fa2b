package org.bascule.bridge.osgi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Check;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.Progress;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionListener;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.bridge.registry.RegisteredFactory;
import org.bascule.bridge.registry.RegisteredReading;
import org.bascule.bridge.session.OptionsCheck;
import org.bascule.bridge.session.Sessions;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.Abi;
import org.bascule.spi.InterfaceReading;
import org.bascule.spi.MarshallerFactory;
import org.bascule.transport.HostLauncher;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The bridge as an OSGi service; tracks the marshaller factories of all bundles. It lives as long
 * as the launcher: neither its configuration nor whoever shows progress takes the sessions along
 * when they change. Immediate, since a component that is made on demand goes with its last user,
 * and would take along what others have opened.
 */
@Component(service = Bascule.class, configurationPid = "org.bascule.bridge", immediate = true)
public final class BridgeComponent implements Bascule {
  private final MarshallerRegistry registry = new MarshallerRegistry();
  private final CurrentProgress progress = new CurrentProgress();
  private final Defaults defaults = new Defaults(progress);
  private final Sessions sessions;

  /** Activated by Declarative Services. */
  @Activate
  public BridgeComponent(
      Map<String, Object> configuration,
      @Reference HostLauncher launcher,
      @Reference Housekeeper housekeeper) {
    defaults.configure(configuration);
    this.sessions = new Sessions(launcher, registry, defaults::options, housekeeper);
  }

  /** Holds for sessions that are opened from now on. */
  @Modified
  void modified(Map<String, Object> configuration) {
    defaults.configure(configuration);
  }

  @Deactivate
  void deactivate() {
    sessions.close();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setProgress(Progress shown) {
    progress.set(shown);
  }

  void unsetProgress(Progress shown) {
    progress.unset(shown);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void addFactory(MarshallerFactory factory, ServiceReference<MarshallerFactory> reference) {
    registry.add(new RegisteredFactory(factory, info(factory, reference)));
  }

  void updatedFactory(MarshallerFactory factory, ServiceReference<MarshallerFactory> reference) {
    addFactory(factory, reference);
  }

  void removeFactory(MarshallerFactory factory) {
    registry.remove(factory);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void addReading(InterfaceReading reading, ServiceReference<InterfaceReading> reference) {
    registry.addReading(new RegisteredReading(reading, ranking(reference), serviceId(reference)));
  }

  void removeReading(InterfaceReading reading) {
    registry.removeReading(reading);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void addListener(SessionListener listener) {
    sessions.listen(listener);
  }

  void removeListener(SessionListener listener) {
    sessions.ignore(listener);
  }

  @Override
  public Session open(SessionOptions options) {
    return sessions.open(options);
  }

  @Override
  public Session shared() {
    return sessions.shared();
  }

  @Override
  public Session shared(Abi abi) {
    return sessions.shared(abi);
  }

  @Override
  public Session sharedFor(String library) {
    return sessions.sharedFor(library);
  }

  @Override
  public List<Session> sessions() {
    return sessions.sessions();
  }

  @Override
  public List<MarshallerInfo> marshallers() {
    return sessions.marshallers();
  }

  @Override
  public SessionOptions defaults() {
    return sessions.defaults();
  }

  @Override
  public SessionOptions defaultsFor(String library) {
    return sessions.defaultsFor(library);
  }

  @Override
  public List<Check> examine(SessionOptions options) {
    List<Check> checks = new ArrayList<>();
    defaults
        .mistake()
        .ifPresent(mistake -> checks.add(OptionsCheck.failed("configuration", mistake)));
    checks.addAll(sessions.examine(options));
    return checks;
  }

  @Override
  public List<Check> examineLibrary(SessionOptions options, String library) {
    return sessions.examineLibrary(options, library);
  }

  private static MarshallerInfo info(
      MarshallerFactory factory, ServiceReference<MarshallerFactory> reference) {
    return new MarshallerInfo(
        factory.getClass().getName(),
        reference.getBundle().getSymbolicName() + " " + reference.getBundle().getVersion(),
        serviceId(reference),
        ranking(reference),
        factory.handles());
  }

  private static long serviceId(ServiceReference<?> reference) {
    return (Long) reference.getProperty(Constants.SERVICE_ID);
  }

  private static int ranking(ServiceReference<?> reference) {
    return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking
        ? ranking
        : 0;
  }
}
