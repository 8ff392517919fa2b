/** What {@code bascule java} does to a JVM, in the class loader that the product has there. */
package org.bascule.windowsjna.door;
