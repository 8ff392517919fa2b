package org.bascule.jna.loader;

import static java.util.Map.entry;

import com.sun.jna.Pointer;
import com.sun.jna.WString;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;

/** Calls a function through the session. */
record SessionFunction(String name, ByResult functions) implements BasculeFunction.Invoker {
  private static final Map<Class<?>, Call> CALLS =
      Map.ofEntries(
          entry(boolean.class, ByResult::callBoolean),
          entry(byte.class, ByResult::callByte),
          entry(short.class, ByResult::callShort),
          entry(char.class, ByResult::callChar),
          entry(int.class, ByResult::callInt),
          entry(long.class, ByResult::callLong),
          entry(float.class, ByResult::callFloat),
          entry(double.class, ByResult::callDouble),
          entry(Pointer.class, ByResult::callPointer),
          entry(String.class, ByResult::callString),
          entry(WString.class, ByResult::callWide),
          entry(
              void.class,
              (functions, arguments) -> {
                functions.callVoid(arguments);
                return null;
              }));

  /** A way to call it. */
  private interface Call {
    Object call(ByResult functions, Object[] arguments);
  }

  @Override
  public Object invoke(Class<?> type, Object[] given) {
    Call call = CALLS.get(MethodType.methodType(type).unwrap().returnType());
    if (call == null) {
      throw new SignatureException(
          new Diagnosis(
              ErrorCode.UNSUPPORTED_SIGNATURE,
              "call " + name + " by its name alone",
              "result",
              "void, a primitive type, String, WString or Pointer",
              type.getTypeName(),
              "declare the function in an interface, and load that"));
    }
    Object[] arguments = new Object[given.length];
    for (int i = 0; i < given.length; i++) {
      arguments[i] = given[i] instanceof Float number ? new Single(number) : given[i];
    }
    return call.call(functions, arguments);
  }
}
