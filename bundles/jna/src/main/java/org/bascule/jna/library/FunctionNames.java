package org.bascule.jna.library;

import com.sun.jna.FunctionMapper;
import com.sun.jna.NativeLibrary;
import com.sun.jna.win32.StdCallFunctionMapper;
import com.sun.jna.win32.W32APIFunctionMapper;
import java.lang.reflect.Method;
import java.util.List;

/**
 * The names that a function mapper gives. JNA's own two look into the library to choose; it is in
 * another process, so their candidates are tried there instead.
 */
final class FunctionNames {
  private FunctionNames() {}

  static List<String> of(FunctionMapper mapper, Method method, int stackBytes) {
    String name = method.getName();
    if (mapper.getClass() == W32APIFunctionMapper.class) {
      boolean suffixed = name.endsWith("W") || name.endsWith("A");
      String suffix = mapper == W32APIFunctionMapper.ASCII ? "A" : "W";
      return suffixed ? List.of(name) : List.of(name + suffix, name);
    }
    if (mapper.getClass() == StdCallFunctionMapper.class) {
      String decorated = name + "@" + stackBytes;
      return List.of(decorated, "_" + decorated, name);
    }
    // Its constructor is JNA's own business; any library will do for a mapper that only looks at
    // the method.
    return List.of(mapper.getFunctionName(NativeLibrary.getProcess(), method));
  }
}
