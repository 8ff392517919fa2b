/** The arrays that JNA passes by pointer. */
package org.bascule.jna.array;
