package org.bascule.transport.wine;

import java.nio.file.Path;

/**
 * A Wine loader that fits.
 *
 * @param path the program
 * @param version what it calls itself, for instance {@code 8.0 (Debian 8.0~repack-4)}
 */
public record Loader(Path path, String version) {}
