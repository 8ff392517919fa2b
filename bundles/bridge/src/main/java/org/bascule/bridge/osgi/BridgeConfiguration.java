package org.bascule.bridge.osgi;

/**
 * The configuration of PID {@code org.bascule.bridge}; underscores in names stand for dots in the
 * file.
 */
@interface BridgeConfiguration {
  /** The width of sessions where no DLL says otherwise: {@code X64} or {@code X86}. */
  String abi() default "X64";

  /** The Wine prefix; empty for the user's own Bascule prefix. */
  String prefix() default "";

  /** The Wine loader; empty to look for one. */
  String loader() default "";

  /** Directories of DLLs, separated by colons. */
  String library_path() default "";

  /** Windows' number of the code page of {@code char} text. */
  int code_page() default 65001;

  /** How long the host may take to greet. */
  int start_timeout_seconds() default 30;

  /** How long the host's end may take, with what DLLs do at it; 0 ends it at once. */
  int end_timeout_seconds() default 2;

  /**
   * What becomes of a call's later callbacks when one has thrown: {@code refuse} or {@code run}.
   */
  String callback_after_exception() default "refuse";

  /** How functions get the memory that is lent to them: {@code ordinary} or {@code strict}. */
  String memory() default "";

  /** How long a call may take; 0 for no limit. */
  long call_timeout_milliseconds() default 0;

  /** How much longer a call may then take, or one whose thread was interrupted. */
  long call_grace_milliseconds() default 500;

  /** What becomes of a call whose thread is interrupted: {@code end} or {@code ignore}. */
  String call_interrupt() default "end";

  /**
   * Whether a session begins anew when its host has ended: {@code never}, {@code on-next-use}, or
   * {@code 3 in 60}, at most so many times in so many seconds.
   */
  String restart() default "never";

  /**
   * After what a host is ended though it still runs: {@code never}, {@code heap} or {@code damage}.
   */
  String recycle() default "heap";

  /** How many lanes the virtual threads of a session share; 0 to count the CPUs. */
  int virtual_thread_lanes() default 0;
}
