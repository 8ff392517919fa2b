/** The bridge for a plain {@code main}, where there is no OSGi. */
@Export
@Version("1.0.0")
package org.bascule.bridge.standalone;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
