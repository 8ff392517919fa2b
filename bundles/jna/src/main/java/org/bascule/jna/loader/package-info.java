/** One line that loads a JNA interface on Windows and on Linux. */
@Export
@Version("1.0.0")
package org.bascule.jna.loader;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
