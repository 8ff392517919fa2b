package org.bascule.windowsjna.osgi;

import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** What of a framework's wiring is about JNA. */
final class JnaWires {
  private static final String JNA = "com.sun.jna";
  private static final String INSIDE = "org.bascule.windowsjna.world";

  private JnaWires() {}

  /** Whether JNA may come by a requirement: as a package, or as a bundle with such packages. */
  static boolean asks(BundleRequirement requirement) {
    String space = requirement.getNamespace();
    return space.equals(PackageNamespace.PACKAGE_NAMESPACE)
        || space.equals(BundleNamespace.BUNDLE_NAMESPACE);
  }

  /** Whether a capability is JNA, jna-platform or the inside of a world. */
  static boolean isJna(BundleCapability capability) {
    return switch (capability.getNamespace()) {
      case PackageNamespace.PACKAGE_NAMESPACE -> isPackage(capability);
      case BundleNamespace.BUNDLE_NAMESPACE -> exportsJna(capability.getRevision());
      default -> false;
    };
  }

  /** Whether a bundle offers JNA or jna-platform. */
  static boolean exportsJna(BundleRevision revision) {
    return revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
        .anyMatch(JnaWires::isPackage);
  }

  private static boolean isPackage(BundleCapability capability) {
    String name =
        String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
    return isIn(name, JNA) || isIn(name, INSIDE);
  }

  private static boolean isIn(String name, String room) {
    return name.equals(room) || name.startsWith(room + ".");
  }

  /** Whether a bundle is wired to JNA of another world than its own. */
  static boolean areWrong(BundleWiring wiring, Inhabitants inhabitants) {
    return wiring.getRequiredWires(null).stream()
        .filter(wire -> isJna(wire.getCapability()))
        .map(BundleWire::getProvider)
        .anyMatch(provider -> !inhabitants.areTogether(provider.getBundle(), wiring.getBundle()));
  }
}
