/** A type that Bascule has never heard of, and its marshaller. */
@Export
@Version("1.0.0")
package org.bascule.example.celsius;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
