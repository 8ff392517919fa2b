package org.bascule.error;

/**
 * The stable names of everything that can go wrong. A code never changes its meaning and is never
 * used again; the manual {@code troubleshooting.md} explains each.
 */
public enum ErrorCode {
  /** No Wine loader of the wanted width was found. */
  WINE_MISSING("BSC-101"),
  /** The Wine prefix could not be made, or does not fit the wanted width. */
  PREFIX_UNUSABLE("BSC-102"),
  /** The host did not start, or did not greet in time. */
  HOST_START("BSC-103"),
  /** Shared memory could not be had: no room, no permission, or the address is taken. */
  SHARED_MEMORY("BSC-104"),
  /** The host has ended while it was needed. */
  HOST_ENDED("BSC-105"),
  /** The other side sent something that is no valid frame, or not the one that was due. */
  PROTOCOL("BSC-106"),
  /** A Windows thread has ended while its upcall was being served. */
  THREAD_ENDED("BSC-107"),
  /** The JVM does not let JNA call Linux, or JNA's native library could not be loaded. */
  NATIVE_ACCESS("BSC-108"),
  /** The wineserver of the prefix has ended, and with it every host in the prefix. */
  WINESERVER_ENDED("BSC-121"),
  /** The session has begun anew as often as it may. */
  RESTARTED_TOO_OFTEN("BSC-122"),
  /** Something of a former host was used after the session has begun anew. */
  FORMER_LIFE("BSC-123"),

  /** No file of that name in any searched place. */
  LIBRARY_NOT_FOUND("BSC-201"),
  /** The file is not a Windows DLL. */
  NOT_A_DLL("BSC-202"),
  /** The DLL is for another width than the host. */
  WRONG_WIDTH("BSC-203"),
  /** A DLL that this one imports is missing. */
  DEPENDENCY_MISSING("BSC-204"),
  /** The DLL's own initialisation said no. */
  INITIALISATION_REFUSED("BSC-205"),
  /** Windows refused to load the DLL for another reason. */
  LOAD_FAILED("BSC-206"),
  /** The DLL exports no function of that name or ordinal. */
  FUNCTION_NOT_FOUND("BSC-207"),

  /** A C prototype that cannot be read. */
  PROTOTYPE_SYNTAX("BSC-301"),
  /** No marshaller takes this type. */
  NO_MARSHALLER("BSC-302"),
  /** A type or method that cannot be bound as it is declared. */
  UNSUPPORTED_SIGNATURE("BSC-303"),
  /** A marshaller does not keep the rules of the SPI. */
  BAD_MARSHALLER("BSC-304"),
  /** A memsync directive that names nothing, or no integer. */
  BAD_DIRECTIVE("BSC-305"),

  /** Too few or too many arguments. */
  ARITY("BSC-401"),
  /** An argument of the wrong kind, or out of the range of its C type. */
  BAD_ARGUMENT("BSC-402"),
  /** Text that the code page cannot express. */
  UNMAPPABLE_TEXT("BSC-403"),
  /** More bytes than a section, a view or the arena can hold. */
  TOO_LARGE("BSC-404"),
  /** An access outside a view of Windows memory. */
  OUT_OF_BOUNDS("BSC-405"),
  /** A text on a command line that is no value of the parameter's type. */
  BAD_TEXT("BSC-406"),
  /** A length that is negative, larger than what there is, or hangs on a null pointer. */
  BAD_LENGTH("BSC-407"),
  /** A view of a block of shared memory that has been closed. */
  MEMORY_CLOSED("BSC-408"),

  /** The DLL caused an exception and did not handle it. */
  NATIVE_FAULT("BSC-501"),
  /** Memory of the host that cannot be read or written. */
  MEMORY_FAULT("BSC-502"),
  /** The DLL wrote past the end of memory that it was given. */
  SECTION_OVERRUN("BSC-503"),
  /** Calls and callbacks are nested deeper than a stack allows. */
  TOO_DEEP("BSC-504"),
  /** A callback threw an exception, or could not be run; the DLL got 0. */
  CALLBACK_FAILED("BSC-505"),
  /** The DLL called a callback that has been released. */
  CALLBACK_RELEASED("BSC-506"),
  /** A thread with a message loop could not be had, or has failed. */
  APARTMENT("BSC-507"),
  /** A function of Windows that this Wine exports without having code for it. */
  NOT_IN_WINE("BSC-508"),
  /** A 32-bit function that takes other arguments from the stack than were declared. */
  STACK_UNBALANCED("BSC-510"),
  /** A DLL, or a function of one, that another one looks for at its first call is not there. */
  DELAYED_IMPORT_MISSING("BSC-509"),
  /** A call did not return within its limit; the host was ended. */
  CALL_TIMEOUT("BSC-521"),
  /** The thread was interrupted in a call that did not return then; the host was ended. */
  CALL_INTERRUPTED("BSC-522");

  private final String id;

  ErrorCode(String id) {
    this.id = id;
  }

  /** The code as users see it, for instance {@code BSC-201}. */
  public String id() {
    return id;
  }
}
