package org.bascule.windowsjna.osgi;

import java.util.Map;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Session;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;

/**
 * The way of bundles to JNA's Windows world. The bridge is asked for when a program there first
 * needs a host, not before.
 */
@Component(
    service = {},
    configurationPid = WorldConfiguration.PID,
    immediate = true)
public final class WorldComponent {
  private final BundleContext context;
  private final WorldDoor door;
  private volatile Map<String, Object> configuration;

  /** Activated by Declarative Services. */
  @Activate
  public WorldComponent(BundleContext context, Map<String, Object> configuration) {
    this.context = context;
    this.configuration = Map.copyOf(configuration);
    this.door = new WorldDoor(context, this::session);
    door.open(WorldConfiguration.optIn(configuration));
  }

  /** Which bundles are there changes at once; of sessions it holds for the next. */
  @Modified
  void modified(Map<String, Object> changed) {
    configuration = Map.copyOf(changed);
    door.change(WorldConfiguration.optIn(changed));
  }

  @Deactivate
  void deactivate() {
    door.close();
  }

  private Session session() {
    ServiceReference<Bascule> reference = context.getServiceReference(Bascule.class);
    Bascule bascule = reference == null ? null : context.getService(reference);
    if (bascule == null) {
      throw new BasculeException(
          new Diagnosis(
              ErrorCode.HOST_START,
              "open a session for JNA's Windows world",
              "",
              "the service org.bascule.bridge.Bascule",
              "it is not there",
              "start the bundle org.bascule.bridge, then refresh the bundle of this world"));
    }
    return bascule.open(
        WorldOptions.read(bascule.defaults(), WorldConfiguration.session(configuration)));
  }
}
