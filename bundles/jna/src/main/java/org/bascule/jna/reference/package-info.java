/** JNA's references to one value. */
package org.bascule.jna.reference;
