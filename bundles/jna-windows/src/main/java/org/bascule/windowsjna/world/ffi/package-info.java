/** What JNA knows of libffi: its descriptions of types, prepared calls, closures. */
package org.bascule.windowsjna.world.ffi;
