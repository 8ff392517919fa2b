package org.bascule.bridge;

/**
 * How a host has ended.
 *
 * @param asked whether this side asked for it
 * @param exitStatus the status of the process; 128 + the signal's number if a signal ended it
 * @param reason one line for a person
 */
public record HostEnd(boolean asked, int exitStatus, String reason) {}
