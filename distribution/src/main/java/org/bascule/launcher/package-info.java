/** Starts the assembled Felix, runs a command or the shell in it, and ends with its status. */
package org.bascule.launcher;
