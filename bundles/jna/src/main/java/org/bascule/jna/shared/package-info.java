/** JNA's pointers and structures over memory that Java and the DLL share. */
@Export
@Version("1.0.0")
package org.bascule.jna.shared;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
