/**
 * One call on its way: the frame in the window of a lane, its sections, upcalls above it, and what
 * a host does besides calling.
 */
package org.bascule.bridge.call;
