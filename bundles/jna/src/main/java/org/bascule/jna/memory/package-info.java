/** JNA's pointers, memory and pointer classes. */
package org.bascule.jna.memory;
