/** JNA's own values: numbers of its classes, and pointers into a host. */
package org.bascule.jna;
