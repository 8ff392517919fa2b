/** JNA's structures and unions. */
package org.bascule.jna.structure;
