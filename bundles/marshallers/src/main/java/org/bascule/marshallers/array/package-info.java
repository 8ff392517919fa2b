/** Java arrays as pointers and in place. */
package org.bascule.marshallers.array;
