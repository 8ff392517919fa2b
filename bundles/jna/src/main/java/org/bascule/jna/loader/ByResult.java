package org.bascule.jna.loader;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.WString;

/** One function by the type of its result; loaded with a mapper that knows its name. */
interface ByResult extends Library {
  void callVoid(Object... arguments);

  boolean callBoolean(Object... arguments);

  byte callByte(Object... arguments);

  short callShort(Object... arguments);

  char callChar(Object... arguments);

  int callInt(Object... arguments);

  long callLong(Object... arguments);

  float callFloat(Object... arguments);

  double callDouble(Object... arguments);

  Pointer callPointer(Object... arguments);

  String callString(Object... arguments);

  WString callWide(Object... arguments);
}
