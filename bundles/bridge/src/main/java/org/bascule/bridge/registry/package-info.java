/** The marshaller factories and readings of interfaces that are there at the moment. */
package org.bascule.bridge.registry;
