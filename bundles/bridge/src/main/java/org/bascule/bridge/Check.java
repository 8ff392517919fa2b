package org.bascule.bridge;

/**
 * One line of a doctor's report.
 *
 * @param subject what was looked at: {@code loader}, {@code prefix}, {@code shared memory} …
 * @param passed whether it is as it should be
 * @param finding what was found
 * @param remedy what to do; empty if passed
 */
public record Check(String subject, boolean passed, String finding, String remedy) {}
