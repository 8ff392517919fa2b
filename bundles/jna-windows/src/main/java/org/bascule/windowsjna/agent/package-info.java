/**
 * The Java agent of {@code bascule java}: as little as must lie on a program's class path. The rest
 * is in a class loader of its own.
 */
package org.bascule.windowsjna.agent;
