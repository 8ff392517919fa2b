/** Memory that both sides see, given out as {@code malloc} does, and access to all other. */
package org.bascule.windowsjna.world.memory;
