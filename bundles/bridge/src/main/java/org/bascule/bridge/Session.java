package org.bascule.bridge;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.Marshaller;
import org.bascule.spi.NativeFunction;
import org.bascule.spi.WindowsMemory;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One Wine host process and everything bound in it. Used by any thread; each has a Windows thread
 * of its own there.
 */
@ProviderType
public interface Session extends AutoCloseable {
  /** A short name, unique in this JVM. */
  String name();

  /** The width of the host and of every DLL it can load. */
  Abi abi();

  /** The host process. */
  HostIdentity host();

  /** How many Java threads have a lane open. */
  int lanes();

  /** Why the host has ended; empty while it runs, and while the session can begin anew. */
  Optional<HostEnd> end();

  /**
   * A DLL: loaded once, on the calling thread's Windows thread.
   *
   * @param library a Windows module name ({@code msvcrt}, {@code zlib1.dll}), which is searched for
   *     in the session's library path and by Windows; or the path of a DLL file, as Linux or as
   *     Windows writes it
   * @throws org.bascule.error.LinkError if it is not found or cannot be loaded
   */
  LoadedLibrary library(String library);

  /**
   * An object that calls the DLL, one function for each abstract method of the interface. Functions
   * are looked up and compiled when they are first called.
   *
   * @throws org.bascule.error.LinkError if the DLL is not found or cannot be loaded
   * @throws org.bascule.error.SignatureException if the type is not an interface that can be
   *     implemented
   */
  <T> T load(String library, Class<T> type);

  /**
   * The same with options, which mean something to whoever reads interfaces of that family: for JNA
   * interfaces they are those of {@code Native.load}. Without this argument, the interface's own
   * hold.
   *
   * @param options by name
   */
  <T> T load(String library, Class<T> type, Map<String, ?> options);

  /**
   * Binds every function of an interface now, without calling any, and tells which cannot be bound,
   * and why.
   *
   * @return by method; empty if all is well
   * @throws org.bascule.error.LinkError if the DLL is not found or cannot be loaded
   * @throws org.bascule.error.SignatureException if the type cannot be loaded at all
   */
  Map<Method, Throwable> check(String library, Class<?> type);

  /**
   * The same for an interface that is loaded with options.
   *
   * @param options as for {@link #load(String, Class, Map)}
   */
  Map<Method, Throwable> check(String library, Class<?> type, Map<String, ?> options);

  /**
   * A function, described by its C prototype.
   *
   * @throws org.bascule.error.LinkError if the DLL or the function is not found
   * @throws org.bascule.error.SignatureException if the prototype cannot be read or a type has no
   *     marshaller
   */
  default FunctionHandle function(String library, String prototype) {
    return function(library, prototype, FunctionOptions.NONE);
  }

  /** The same, with more said about the function: another code page, directives. */
  FunctionHandle function(String library, String prototype, FunctionOptions options);

  /** The same with another code page for {@code char} text than the session's. */
  default FunctionHandle function(String library, String prototype, int codePage) {
    return function(library, prototype, FunctionOptions.NONE.withCodePage(codePage));
  }

  /**
   * A function whose address is known: from a vtable, from a struct, from another function.
   *
   * @param prototype as for {@link #function(String, String)}; its name is for messages only
   * @throws org.bascule.error.SignatureException if the prototype cannot be read or a type has no
   *     marshaller
   */
  default FunctionHandle functionAt(Address address, String prototype) {
    return functionAt(address, prototype, FunctionOptions.NONE);
  }

  /** The same, with more said about the function: another code page, directives. */
  FunctionHandle functionAt(Address address, String prototype, FunctionOptions options);

  /**
   * The same as an object of a type that a marshaller takes for function pointers: a functional
   * interface, a JNA callback.
   *
   * @throws org.bascule.error.SignatureException if no marshaller does
   */
  <T> T functionAt(Address address, Class<T> type);

  /**
   * A variable that a DLL exports.
   *
   * @param declaration as a C header has it: {@code int counter}, {@code char banner[16]}, {@code
   *     int (*hook)(int)}; the name may be {@code #} and an ordinal
   * @throws org.bascule.error.LinkError if the DLL or the variable is not found
   * @throws org.bascule.error.SignatureException if the declaration cannot be read or its type has
   *     no marshaller
   */
  Variable<Object> variable(String library, String declaration);

  /** The same by the Java type of its value; what is a struct lies there itself. */
  <T> Variable<T> variable(String library, String name, Class<T> type);

  /**
   * A value at an address, such as a struct that a DLL has made.
   *
   * @param cType {@code struct { int id; double f; }}, {@code int[3]}; what lies there, not the
   *     pointer to it
   * @throws org.bascule.error.SignatureException if it cannot be read or has no marshaller
   */
  Variable<Object> at(Address address, String cType);

  /** The same by the Java type of the value. */
  <T> Variable<T> at(Address address, Class<T> type);

  /**
   * Declares C types and constants: typedefs, structs, unions and enums with their tags, constants
   * of enums. They hold for all prototypes and C types that this session reads from then on.
   *
   * @param declarations as a C header has them: {@code typedef struct { int x, y; } POINT;}
   * @return the names that were declared, in their order; of structs with the keyword
   * @throws org.bascule.error.SignatureException if the text cannot be read, or a name was declared
   *     otherwise before; nothing of the text holds then
   */
  List<String> declare(String declarations);

  /**
   * How a C type lies in this host's memory, as a table for people.
   *
   * @throws org.bascule.error.SignatureException if it cannot be read or has no marshaller
   */
  String layout(String cType);

  /**
   * What moves values of a Java type between Java and memory of this host, outside of any function:
   * what lies behind a pointer to such a value. For bundles that lay objects over memory which both
   * sides see.
   *
   * @throws org.bascule.error.SignatureException if no marshaller takes the type
   */
  Marshaller<?> marshaller(Class<?> type);

  /**
   * Memory anywhere in the host, for instance what a DLL allocated and returned. Accesses to memory
   * that is not there throw; they never touch the JVM's own.
   *
   * @param size bytes
   */
  WindowsMemory memory(Address address, long size);

  /**
   * Memory that both sides see.
   *
   * @param size bytes, more than 0
   * @throws org.bascule.error.BasculeException with code {@code TOO_LARGE} or {@code SHARED_MEMORY}
   *     if it cannot be had
   */
  HostBlock allocate(long size);

  /**
   * Gives a Java function an address that the DLL can call until the handle is closed. Not needed
   * for functions that are passed as arguments and live longer than the DLL calls them.
   *
   * @param type an interface that a marshaller takes for function pointers: a functional interface,
   *     a JNA callback
   * @throws org.bascule.error.SignatureException if no marshaller does
   */
  <T> CallbackHandle<T> callback(Class<T> type, T function);

  /**
   * The same for a function that C describes.
   *
   * @param cType of the pointer: {@code int (*)(const char *text, int length)}
   * @throws org.bascule.error.SignatureException if it cannot be read or is no function pointer
   */
  CallbackHandle<NativeFunction> callback(String cType, NativeFunction function);

  /**
   * A Windows thread with a message loop, for DLLs that need one.
   *
   * @param name of the apartment and of its Java thread; unique in the session
   * @throws org.bascule.error.BasculeException with code {@code APARTMENT} if Windows refuses it
   */
  Apartment apartment(String name);

  /** Calls that are to be made together; none yet. */
  Batch batch();

  /**
   * What {@code GetLastError} gave straight after the calling thread's last call; 0 if it made
   * none.
   */
  int lastError();

  /**
   * Has somebody told what becomes of this session.
   *
   * @return ends it
   */
  default AutoCloseable listen(SessionListener listener) {
    throw new UnsupportedOperationException("this session tells nobody");
  }

  /** Ends the host. Idempotent; calls in flight fail. */
  @Override
  void close();
}
