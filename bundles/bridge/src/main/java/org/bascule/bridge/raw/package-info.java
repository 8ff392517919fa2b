/**
 * A host without types: addresses are called with slots, call back with slots, and memory is bytes.
 * For those who bring a whole vocabulary of their own, with its own Java code.
 */
@Export
@Version("1.0.0")
package org.bascule.bridge.raw;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
