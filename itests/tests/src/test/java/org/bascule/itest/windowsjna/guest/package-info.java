/**
 * Programs as they are written with JNA for Windows: they know nothing of this house, and run in a
 * class loader of its Windows world.
 */
package org.bascule.itest.windowsjna.guest;
