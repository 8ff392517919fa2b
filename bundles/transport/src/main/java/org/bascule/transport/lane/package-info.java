/** Private roads between a thread of Java and one of Windows: turns, waiting, doorbells. */
package org.bascule.transport.lane;
