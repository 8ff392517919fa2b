package org.bascule.marshallers.struct;

import java.util.LinkedHashMap;
import java.util.Map;

/** The members of a struct by name, in their order; knows the caller's Map that it was made of. */
final class Values extends LinkedHashMap<String, Object> {
  private static final long serialVersionUID = 1L;

  /** Null if there is none. */
  private final transient Map<String, Object> origin;

  /** 0 unless the struct lies in the DLL's memory, to stay. */
  private final long address;

  Values() {
    this(null);
  }

  Values(Map<String, Object> origin) {
    this(origin, 0);
  }

  private Values(Map<String, Object> origin, long address) {
    this.origin = origin;
    this.address = address;
  }

  /** A struct that is passed by its address alone: nobody knows how long it may be looked at. */
  static Values at(long address) {
    return new Values(null, address);
  }

  /** Where a value lies already; 0 if nowhere. */
  static long address(Object value) {
    return value instanceof Values values ? values.address : 0;
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
