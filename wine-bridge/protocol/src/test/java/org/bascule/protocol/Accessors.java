package org.bascule.protocol;

import com.google.flatbuffers.Struct;
import com.google.flatbuffers.Table;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads every field of a message through the generated accessors, whatever the schema has. */
final class Accessors {

  private static final Map<Byte, Supplier<Table>> MESSAGES = messages();

  private Accessors() {}

  /** Every value in the frame; throws what an accessor throws. */
  static Map<String, Object> readAll(Frame frame) {
    Map<String, Object> values = new TreeMap<>();
    values.put("id", frame.id());
    read("", frame.message(MESSAGES.get(frame.messageType()).get()), values);
    return values;
  }

  private static Map<Byte, Supplier<Table>> messages() {
    Map<Byte, Supplier<Table>> messages = new TreeMap<>();
    for (byte type = 1; type < Message.names.length; type++) {
      String name = Accessors.class.getPackageName() + "." + Message.name(type);
      messages.put(type, () -> (Table) create(name));
    }
    return messages;
  }

  private static Object create(String className) {
    try {
      return Class.forName(className).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static void read(String path, Object table, Map<String, Object> values) {
    for (Method method : table.getClass().getDeclaredMethods()) {
      if (isField(method)) {
        value(path + "." + method.getName(), call(table, method), values);
      } else if (isElement(table, method)) {
        int length = (int) call(table, accessor(table, method.getName() + "Length"));
        for (int i = 0; i < length; i++) {
          value(path + "." + method.getName() + "[" + i + "]", call(table, method, i), values);
        }
      }
    }
  }

  private static void value(String path, Object value, Map<String, Object> values) {
    if (value instanceof Table || value instanceof Struct) {
      read(path, value, values);
    } else if (value != null) {
      values.put(path, value);
    }
  }

  private static boolean isField(Method method) {
    String name = method.getName();
    return isPublic(method)
        && method.getParameterCount() == 0
        && !name.endsWith("AsByteBuffer")
        && !name.endsWith("Vector");
  }

  private static boolean isElement(Object table, Method method) {
    return isPublic(method)
        && method.getParameterCount() == 1
        && method.getParameterTypes()[0] == int.class
        && Stream.of(table.getClass().getMethods())
            .anyMatch(m -> m.getName().equals(method.getName() + "Length"));
  }

  private static boolean isPublic(Method method) {
    return Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
  }

  private static Method accessor(Object table, String name) {
    try {
      return table.getClass().getMethod(name);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  private static Object call(Object table, Method method, Object... arguments) {
    try {
      return method.invoke(table, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
