/** C prototypes: their grammar, and what is understood of them. */
package org.bascule.bridge.prototype;
