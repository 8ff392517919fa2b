/** Java objects that the DLL calls, by JNA's rules. */
package org.bascule.windowsjna.world.callback;
