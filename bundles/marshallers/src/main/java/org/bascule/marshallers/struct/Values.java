package org.bascule.marshallers.struct;

import java.util.LinkedHashMap;
import java.util.Map;

/** The members of a struct by name, in their order; knows the caller's Map that it was made of. */
final class Values extends LinkedHashMap<String, Object> {
  private static final long serialVersionUID = 1L;

  /** Null if there is none. */
  private final transient Map<String, Object> origin;

  Values() {
    this(null);
  }

  Values(Map<String, Object> origin) {
    this.origin = origin;
  }

  /** What a caller's Map has now, to be published there. */
  static Values copy(Map<String, Object> origin) {
    Values values = new Values(origin);
    values.putAll(origin);
    return values;
  }

  /** Puts all values into the caller's Map as well, if that can be changed. */
  void publish() {
    if (origin == null) {
      return;
    }
    try {
      origin.putAll(this);
    } catch (UnsupportedOperationException | NullPointerException e) {
      // The caller chose a Map that cannot change or hold a null; the call itself went well.
    }
  }
}
