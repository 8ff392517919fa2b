package org.bascule.bridge.registry;

import org.bascule.spi.InterfaceReading;

/**
 * A reading of interfaces, and where it stands among others.
 *
 * @param ranking higher ones are asked first
 * @param serviceId lower ones go first among equals
 */
public record RegisteredReading(InterfaceReading reading, int ranking, long serviceId) {}
