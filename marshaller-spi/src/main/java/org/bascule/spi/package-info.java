/** What the author of a marshaller implements and is given. */
@Export
@Version("1.1.0")
package org.bascule.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
