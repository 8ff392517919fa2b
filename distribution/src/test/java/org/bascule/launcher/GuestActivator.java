package org.bascule.launcher;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.Supplier;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** What runs inside the bundles of these tests. */
public final class GuestActivator implements BundleActivator {
  @Override
  public void start(BundleContext context) throws BundleException {
    String name = context.getBundle().getSymbolicName();
    int level = context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel();
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("guest", name);
    Supplier<String> text = () -> name + " at start level " + level;
    context.registerService(Supplier.class, text, properties);
    String guest = context.getProperty("install");
    if (guest != null && name.equals("installer")) {
      context.installBundle(guest);
    }
  }

  @Override
  public void stop(BundleContext context) {
    System.setProperty("stopped." + context.getBundle().getSymbolicName(), "yes");
  }
}
