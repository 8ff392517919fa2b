/**
 * The road between the JVM and a Wine host: lanes, arena, and the life of the host process. Knows
 * no types.
 */
@Export
@Version("1.0.0")
package org.bascule.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
