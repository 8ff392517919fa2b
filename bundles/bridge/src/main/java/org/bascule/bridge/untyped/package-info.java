/** Calls, callbacks and memory without types, over the rooms that typed calls use. */
package org.bascule.bridge.untyped;
