package org.bascule.windowsjna.world;

import java.nio.Buffer;
import java.util.OptionalLong;
import org.bascule.bridge.raw.RawBlock;
import org.bascule.bridge.raw.RawCallback;
import org.bascule.bridge.raw.RawFunction;
import org.bascule.bridge.raw.RawHost;
import org.bascule.bridge.raw.RawShape;
import org.bascule.bridge.raw.RawTarget;
import org.bascule.error.Diagnosed;
import org.bascule.spi.Abi;

/**
 * Stands where a host could not be had. JNA's classes initialise all the same, and each use says
 * why there is none: a class whose initialiser fails says so only once.
 */
final class FailedHost implements RawHost {
  private static final int WESTERN = 1252;

  private final Throwable cause;

  FailedHost(Throwable cause) {
    this.cause = cause;
  }

  /** A new one each time, with the same words: its trace is that of the use. */
  UnsatisfiedLinkError failure() {
    boolean told = cause instanceof Diagnosed || cause instanceof UnsatisfiedLinkError;
    UnsatisfiedLinkError error =
        new UnsatisfiedLinkError(told ? cause.getMessage() : cause.toString());
    error.initCause(cause);
    return error;
  }

  @Override
  public String name() {
    return "no host";
  }

  @Override
  public Abi abi() {
    return Abi.X64;
  }

  @Override
  public int codePage() {
    return WESTERN;
  }

  /** It has never begun. */
  @Override
  public void onEnd(Runnable listener) {}

  @Override
  public RawFunction function(RawTarget target) {
    throw failure();
  }

  @Override
  public long callback(RawShape shape, RawCallback callback) {
    throw failure();
  }

  @Override
  public void freeCallback(long address) {}

  @Override
  public long load(String library) {
    throw failure();
  }

  @Override
  public void unload(long module) {}

  @Override
  public OptionalLong export(long module, String name) {
    throw failure();
  }

  @Override
  public RawBlock allocate(long size) {
    throw failure();
  }

  @Override
  public long addressOf(Buffer direct) {
    throw failure();
  }

  @Override
  public void read(long address, byte[] into, int from, int length) {
    throw failure();
  }

  @Override
  public void write(long address, byte[] source, int from, int length) {
    throw failure();
  }

  @Override
  public byte[] readTerminated(long address, int unit) {
    throw failure();
  }

  @Override
  public void setLastError(int code) {
    throw failure();
  }

  @Override
  public String toString() {
    return "no host: " + cause.getMessage();
  }
}
