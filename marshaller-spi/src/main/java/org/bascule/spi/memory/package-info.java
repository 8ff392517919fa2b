/**
 * What directives say of memory behind pointers, for whoever writes a marshaller that follows them:
 * how much moves, in which order members are written, what is said when something does not fit, and
 * a copy of Windows memory in this JVM.
 */
@Export
@Version("1.0.0")
package org.bascule.spi.memory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
