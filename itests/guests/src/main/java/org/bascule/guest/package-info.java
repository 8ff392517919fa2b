/**
 * Programs that use other people's jars, written for Windows with JNA. They know nothing of this
 * house, and run in a class loader of its Windows world.
 */
package org.bascule.guest;
