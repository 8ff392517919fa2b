package org.bascule.transport;

/**
 * What was found of one thing that a host needs.
 *
 * @param subject what was looked at: {@code loader}, {@code prefix}, {@code shared memory} …
 * @param passed whether it is as it should be
 * @param finding what was found
 * @param remedy what to do; empty if passed
 */
public record Finding(String subject, boolean passed, String finding, String remedy) {
  /** As it should be. */
  public static Finding passed(String subject, String finding) {
    return new Finding(subject, true, finding, "");
  }

  /** Not as it should be. */
  public static Finding failed(String subject, String finding, String remedy) {
    return new Finding(subject, false, finding, remedy);
  }
}
