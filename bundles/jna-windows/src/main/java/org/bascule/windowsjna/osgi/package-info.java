/**
 * The Windows world of a framework: bundles that want it are wired to JNA's classes for Windows,
 * all others to plain JNA.
 */
package org.bascule.windowsjna.osgi;
