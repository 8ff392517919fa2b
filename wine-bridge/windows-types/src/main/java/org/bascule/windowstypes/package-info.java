/** Reads what castxml says of mingw's headers, and writes it down as C that prototypes know. */
package org.bascule.windowstypes;
