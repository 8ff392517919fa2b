/** Text that a function writes. */
package org.bascule.marshallers.buffer;
