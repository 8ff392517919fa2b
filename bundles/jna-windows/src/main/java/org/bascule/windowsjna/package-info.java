/**
 * The Windows world: class loaders in which JNA's own classes are those of Windows, over a host.
 * What was written for Windows runs there unchanged.
 */
@Export
@Version("1.0.0")
package org.bascule.windowsjna;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
