/** What callers see: sessions, libraries, functions. */
@Export
@Version("1.0.0")
package org.bascule.bridge;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
