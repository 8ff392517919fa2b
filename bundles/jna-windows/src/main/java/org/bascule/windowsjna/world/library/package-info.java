/** DLLs: how they are named, searched for, and what they export. */
package org.bascule.windowsjna.world.library;
