/** Direct mapping: what native methods of programs run, which have got bodies. */
package org.bascule.windowsjna.world.direct;
