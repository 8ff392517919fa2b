/**
 * Puts Wine, its prefix and the host together, and looks at all of them when something is wrong.
 */
@Export
@Version("1.0.0")
package org.bascule.transport.launch;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
