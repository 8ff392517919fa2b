/** Library interfaces as JNA reads them: options, names of functions, types, last errors. */
package org.bascule.jna.library;
