/**
 * What the author of a marshaller tests it with, in a plain JVM: heap-backed Windows memory and the
 * rules that every marshaller keeps. Needs no test framework; a broken rule is an {@link
 * java.lang.AssertionError}.
 */
@Export
@Version("1.0.0")
package org.bascule.spi.kit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
