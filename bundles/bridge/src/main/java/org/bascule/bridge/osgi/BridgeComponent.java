package org.bascule.bridge.osgi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.CallbackOptions;
import org.bascule.bridge.CallbackOptions.AfterException;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.bridge.registry.RegisteredFactory;
import org.bascule.bridge.registry.RegisteredReading;
import org.bascule.bridge.session.Sessions;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.InterfaceReading;
import org.bascule.spi.MarshallerFactory;
import org.bascule.transport.Check;
import org.bascule.transport.HostLauncher;
import org.bascule.transport.Progress;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The bridge as an OSGi service; tracks the marshaller factories of all bundles. */
@Component(service = Bascule.class, configurationPid = "org.bascule.bridge")
public final class BridgeComponent implements Bascule {
  private final MarshallerRegistry registry = new MarshallerRegistry();
  private final Sessions sessions;

  /** Activated by Declarative Services. */
  @Activate
  public BridgeComponent(
      BridgeConfiguration configuration,
      @Reference HostLauncher launcher,
      @Reference Housekeeper housekeeper,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          Progress progress) {
    this.sessions = new Sessions(launcher, registry, options(configuration, progress), housekeeper);
  }

  @Deactivate
  void deactivate() {
    sessions.close();
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

  @Override
  public Session open(SessionOptions options) {
    return sessions.open(options);
  }

  @Override
  public Session shared() {
    return sessions.shared();
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
  public List<Check> examine(SessionOptions options) {
    return sessions.examine(options);
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

  private static SessionOptions options(BridgeConfiguration configuration, Progress progress) {
    SessionOptions options =
        SessionOptions.defaults()
            .withCodePage(configuration.code_page())
            .withStartTimeout(Duration.ofSeconds(configuration.start_timeout_seconds()))
            .withLibraryPath(paths(configuration.library_path()))
            .withLoader(path(configuration.loader()))
            .withCallbacks(callbacks(configuration.callback_after_exception()));
    if (progress != null) {
      options = options.withProgress(progress);
    }
    Optional<Path> prefix = path(configuration.prefix());
    return prefix.isPresent() ? options.withPrefix(prefix.get()) : options;
  }

  private static CallbackOptions callbacks(String afterException) {
    for (AfterException policy : AfterException.values()) {
      if (policy.name().equalsIgnoreCase(afterException.strip())) {
        return CallbackOptions.DEFAULT.withAfterException(policy);
      }
    }
    throw new ValueException(
        new Diagnosis(
            ErrorCode.BAD_TEXT,
            "read the configuration org.bascule.bridge",
            "callback.after.exception",
            "refuse or run",
            '"' + afterException + '"',
            "correct the line in conf/org.bascule.bridge.cfg"));
  }

  private static Optional<Path> path(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
  }

  private static List<Path> paths(String text) {
    return Arrays.stream(text.split(":"))
        .filter(p -> !p.isBlank())
        .map(p -> Path.of(p.strip()))
        .toList();
  }
}
