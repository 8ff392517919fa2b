/** The Windows program that runs DLLs under Wine, ready to be unpacked and started. */
@Export
@Version("1.0.0")
package org.bascule.host;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
