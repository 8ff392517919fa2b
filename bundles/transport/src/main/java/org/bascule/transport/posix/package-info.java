/** The few calls of the C library that Java has no words for. */
package org.bascule.transport.posix;
