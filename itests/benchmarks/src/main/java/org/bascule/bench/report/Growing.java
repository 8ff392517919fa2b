package org.bascule.bench.report;

/** What grows while something else is measured. */
public enum Growing {
  /** Java threads that call at the same time. */
  THREADS("threads", "Threads that call `add` at once; the time of a call of one thread"),
  /** What lies behind a pointer, both ways. */
  BYTES("bytes", "Bytes of floats, in and out; the time of a call"),
  /** Methods of an interface. */
  FUNCTIONS("functions", "Functions of one interface; the time for one of them"),
  /** Factories that are asked before the one that takes a type. */
  MARSHALLERS("marshallers", "Marshallers beside the standard ones; the time for one function");

  private final String label;
  private final String caption;

  Growing(String label, String caption) {
    this.label = label;
    this.caption = caption;
  }

  /** The plot's file, beside the others. */
  String file() {
    return "growth-" + label + ".svg";
  }

  /** What stands at the x axis. */
  String label() {
    return label;
  }

  /** What grows, and of what the times are. */
  String caption() {
    return caption;
  }
}
