package org.bascule.itest.jna;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** What a program has in a class loader with JNA's classes of its own. */
final class OtherJnaTypes {
  private OtherJnaTypes() {}

  interface Api extends Library {
    int first_way();
  }

  /** Not JNA's, but for a type that it uses. */
  interface PlainApi {
    int add_bytes(Message message);
  }

  interface Function extends Callback {
    int run(int value);
  }

  @FieldOrder("length")
  public static class Message extends Structure {
    public int length;
  }
}
