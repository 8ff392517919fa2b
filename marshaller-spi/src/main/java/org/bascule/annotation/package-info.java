/** What the author of a library interface may say about its types. Plain JNA ignores it all. */
@Export
@Version("1.0.0")
package org.bascule.annotation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
