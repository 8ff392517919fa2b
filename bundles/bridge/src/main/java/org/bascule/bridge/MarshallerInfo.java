package org.bascule.bridge;

/**
 * A marshaller factory in the registry.
 *
 * @param name its class
 * @param bundle the symbolic name and version of its bundle; {@code class path} without OSGi
 * @param serviceId OSGi's number for the service; -1 without OSGi
 * @param ranking its {@code service.ranking}
 * @param handles what it says it handles
 */
public record MarshallerInfo(
    String name, String bundle, long serviceId, int ranking, String handles) {}
