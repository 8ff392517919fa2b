/** Buffers of java.nio, from position to limit. */
package org.bascule.marshallers.nio;
