/** JNA's callbacks as function pointers. */
package org.bascule.jna.callback;
