package org.bascule.bridge;

import java.nio.file.Path;
import org.bascule.spi.Abi;

/**
 * What is known of a host once it has greeted.
 *
 * @param abi the width
 * @param processId the Linux process id
 * @param windowsProcessId the id that Windows programs see
 * @param loader the Wine loader that runs it
 * @param wineVersion what Wine calls itself, for instance {@code 8.0}
 * @param prefix the Wine prefix
 * @param hostVersion the version of the host program
 */
public record HostIdentity(
    Abi abi,
    long processId,
    long windowsProcessId,
    Path loader,
    String wineVersion,
    Path prefix,
    String hostVersion) {}
