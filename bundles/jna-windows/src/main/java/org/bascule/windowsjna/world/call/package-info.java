/** Calls of {@code Function.invoke}: arguments to slots, and what was lent for a call. */
package org.bascule.windowsjna.world.call;
