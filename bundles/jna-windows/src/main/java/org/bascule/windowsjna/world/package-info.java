/**
 * The inside of one world: what JNA's classes call where they have native methods elsewhere.
 * Defined anew by each class loader of a world, beside its own copy of JNA's classes.
 */
package org.bascule.windowsjna.world;
