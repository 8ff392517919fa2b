/** Texts as pointers to zero-terminated characters. */
package org.bascule.marshallers.text;
