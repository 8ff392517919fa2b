/** Numbers, characters and truth values of C and Windows. */
package org.bascule.marshallers.scalar;
