/**
 * The frames that travel between the JVM and the Wine host, generated from {@code bascule.fbs}, and
 * {@link org.bascule.protocol.Frames}, the one place where bytes from the other side become a
 * frame.
 */
@Export
@Version("1.0.0")
package org.bascule.protocol;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
