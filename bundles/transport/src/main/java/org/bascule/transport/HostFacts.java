package org.bascule.transport;

import java.nio.file.Path;

/**
 * What is known of a host once it has greeted.
 *
 * @param abi the width, a constant of {@link org.bascule.protocol.HostAbi}
 * @param processId the Linux process id
 * @param windowsProcessId the id that Windows programs see
 * @param loader the Wine loader that runs it
 * @param wineVersion what Wine calls itself, for instance {@code 8.0}
 * @param prefix the Wine prefix
 * @param hostVersion the version of the host program
 */
public record HostFacts(
    byte abi,
    long processId,
    long windowsProcessId,
    Path loader,
    String wineVersion,
    Path prefix,
    String hostVersion) {}
