package org.bascule.bridge;

import java.util.List;
import org.bascule.spi.Abi;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The bridge itself: opens sessions and knows the marshallers. An OSGi service, which nobody who
 * uses it can close; without OSGi, {@code Standalone.bascule()}. Used by any thread.
 */
@ProviderType
public interface Bascule {
  /**
   * Starts a host of its own and opens a session with it.
   *
   * @throws org.bascule.error.ValueException if an option is none that a session can have; nothing
   *     has been started then
   * @throws org.bascule.error.HostStartException if Wine, its prefix or the host cannot be started,
   *     or the bridge is closed meanwhile; nothing is left behind then
   */
  Session open(SessionOptions options);

  /**
   * The session that everybody in this framework shares; opened when it is first asked for, and
   * anew if it has ended; with the defaults that hold then. Throws what {@link #open} throws.
   */
  Session shared();

  /**
   * The same of that width, beside the one of the other width.
   *
   * @throws org.bascule.error.HostStartException also if this Wine runs no programs of that width
   */
  Session shared(Abi abi);

  /**
   * The same of the DLL's width, as its file says; of the defaults' width if no file is found, or
   * not one of a DLL.
   *
   * @param library as for {@link Session#library}
   */
  Session sharedFor(String library);

  /** The sessions that are open, oldest first; without opening any. */
  List<Session> sessions();

  /** The marshaller factories in the order in which they are asked. */
  List<MarshallerInfo> marshallers();

  /** The defaults for new sessions, as configured. */
  SessionOptions defaults();

  /**
   * The same with the DLL's width, as {@link #sharedFor} takes it.
   *
   * @param library as for {@link Session#library}
   */
  SessionOptions defaultsFor(String library);

  /** Looks at everything that a session needs, without opening one. */
  List<Check> examine(SessionOptions options);

  /** Looks at a DLL file: its width, and whether what it imports can be found. */
  List<Check> examineLibrary(SessionOptions options, String library);
}
