/** Opaque pointers and handles. */
package org.bascule.marshallers.address;
