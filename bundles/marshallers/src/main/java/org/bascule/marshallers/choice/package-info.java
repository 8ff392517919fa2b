/** C pointers for which several Java types are clear. */
package org.bascule.marshallers.choice;
