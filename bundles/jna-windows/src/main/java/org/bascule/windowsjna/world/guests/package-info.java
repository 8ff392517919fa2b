/** What JNA knows of programs, kept so that a program which is gone can be collected. */
package org.bascule.windowsjna.world.guests;
