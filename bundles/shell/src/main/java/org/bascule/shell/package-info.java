/**
 * The commands of the scope {@code wine}, the shell that runs them, and what it shows of slow
 * steps.
 */
package org.bascule.shell;
