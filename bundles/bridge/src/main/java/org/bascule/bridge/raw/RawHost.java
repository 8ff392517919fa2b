package org.bascule.bridge.raw;

import java.nio.Buffer;
import java.util.OptionalLong;
import org.bascule.spi.Abi;
import org.osgi.annotation.versioning.ProviderType;

/** What a host can do, in addresses and bits. Used by any thread. */
@ProviderType
public interface RawHost {
  /** Its session's name, for messages. */
  String name();

  /** The width. */
  Abi abi();

  /** The number of the code page of {@code char} text. */
  int codePage();

  /** Runs this once, when the host has ended; at once if it has. */
  void onEnd(Runnable listener);

  /**
   * A function that is prepared to be called, any number of times. Nothing is asked of the host.
   */
  RawFunction function(RawTarget target);

  /**
   * Gives a Java function an address.
   *
   * @return the address, until {@link #freeCallback}
   * @throws org.bascule.error.HostEndedException if the host has ended
   */
  long callback(RawShape shape, RawCallback callback);

  /**
   * Takes the address back: who calls it from now on gets 0. The host is told when the next address
   * is given, so this may be called by threads that had better have no lane. Idempotent.
   */
  void freeCallback(long address);

  /**
   * Loads a DLL, as Windows counts it: each time may be undone by one {@link #unload}.
   *
   * @param library as for {@link org.bascule.bridge.Session#library}
   * @return the module's handle
   * @throws org.bascule.error.LinkError if it is not found or cannot be loaded
   */
  long load(String library);

  /**
   * Undoes one {@link #load}; with the last one the DLL goes, if nothing else in the host has it.
   */
  void unload(long module);

  /** Where a function or variable lies that a module exports; empty if it has none of that name. */
  OptionalLong export(long module, String name);

  /**
   * Memory that both sides see, zeroed.
   *
   * @param size bytes, more than 0
   * @throws org.bascule.error.BasculeException with code {@code TOO_LARGE} or {@code SHARED_MEMORY}
   *     if it cannot be had
   */
  RawBlock allocate(long size);

  /**
   * Where a direct buffer of this JVM lies, whoever made it; its position does not count. Inside a
   * {@link RawBlock} that is an address of the host's too.
   */
  long addressOf(Buffer direct);

  /**
   * Reads memory anywhere in the host, with one request at most if it is short.
   *
   * @throws org.bascule.error.BasculeException with code {@code MEMORY_FAULT} if it cannot be read
   */
  void read(long address, byte[] into, int from, int length);

  /** The same the other way. */
  void write(long address, byte[] source, int from, int length);

  /**
   * The bytes of a text up to its zero unit, which is left out.
   *
   * @param unit bytes of one
   */
  byte[] readTerminated(long address, int unit);

  /** Has the calling thread's next call begin with this last error. */
  void setLastError(int code);
}
