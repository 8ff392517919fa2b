/**
 * Who holds what, until when: scopes for what is closed, weak tables for what is collected, and the
 * one daemon that tidies up behind both. Knows nothing of hosts, lanes or types.
 */
@Export
@Version("1.0.0")
package org.bascule.lifetime;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
