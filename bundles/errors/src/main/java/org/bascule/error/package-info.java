/** What every error of Bascule says, and the exceptions that say it. */
@Export
@Version("1.0.0")
package org.bascule.error;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
