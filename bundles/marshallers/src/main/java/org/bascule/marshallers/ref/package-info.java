/** Pointers to one value. */
package org.bascule.marshallers.ref;
