/** Interfaces with one method as function pointers. */
package org.bascule.marshallers.function;
