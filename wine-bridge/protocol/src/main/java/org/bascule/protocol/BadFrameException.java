package org.bascule.protocol;

/**
 * The bytes are not a frame of {@code bascule.fbs}. The message says which rule they break, and
 * where.
 */
public final class BadFrameException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadFrameException(String message) {
    super(message);
  }
}
