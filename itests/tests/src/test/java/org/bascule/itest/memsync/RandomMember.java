package org.bascule.itest.memsync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** A member of a random struct: how it is declared, and a random value of it. */
sealed interface RandomMember {
  /** Its declaration with a semicolon, for a C compiler or as a prototype of ours. */
  String declared(boolean forCompiler);

  /** Puts a value of it into a struct's map. */
  void fill(Map<String, Object> struct, Random random);

  /** A number. */
  record Scalar(String name, ScalarType type) implements RandomMember {
    @Override
    public String declared(boolean forCompiler) {
      return type.c() + " " + name + ";";
    }

    @Override
    public void fill(Map<String, Object> struct, Random random) {
      struct.put(name, type.value(random));
    }
  }

  /** An array that lies in the struct; one or two dimensions. */
  record Inline(String name, ScalarType type, int rows, int columns) implements RandomMember {
    @Override
    public String declared(boolean forCompiler) {
      return type.c() + " " + name + (rows > 0 ? "[" + rows + "]" : "") + "[" + columns + "];";
    }

    @Override
    public void fill(Map<String, Object> struct, Random random) {
      struct.put(
          name,
          rows == 0
              ? list(columns, i -> type.value(random))
              : list(rows, r -> list(columns, c -> type.value(random))));
    }
  }

  /** Text in an array in place, not always terminated. */
  record InlineText(String name, boolean wide, int units) implements RandomMember {
    @Override
    public String declared(boolean forCompiler) {
      return (wide ? "wchar_t " : "char ") + name + "[" + units + "];";
    }

    @Override
    public void fill(Map<String, Object> struct, Random random) {
      struct.put(name, text(random, random.nextInt(units + 1), wide ? 0xd7ff : 0x7e));
    }
  }

  /** A pointer to text that is only read; or to none. */
  record Text(String name, boolean wide) implements RandomMember {
    @Override
    public String declared(boolean forCompiler) {
      return "const " + (wide ? "wchar_t *" : "char *") + name + ";";
    }

    @Override
    public void fill(Map<String, Object> struct, Random random) {
      struct.put(name, random.nextInt(5) == 0 ? null : text(random, random.nextInt(40), 0xd7ff));
    }
  }

  /** A pointer to as many numbers as another member says; or to none. */
  record Counted(String name, ScalarType type) implements RandomMember {
    @Override
    public String declared(boolean forCompiler) {
      String array = forCompiler ? "*" + name : name + "[" + name + "_n]";
      return type.c() + " " + array + "; int16_t " + name + "_n;";
    }

    @Override
    public void fill(Map<String, Object> struct, Random random) {
      int count = random.nextInt(9);
      boolean none = count == 0 && random.nextBoolean();
      struct.put(name, none ? null : list(count, i -> type.value(random)));
      struct.put(name + "_n", count);
    }
  }

  /** A struct in place, several of them, or behind a pointer. */
  record Nested(String name, List<RandomMember> members, int count, boolean pointer)
      implements RandomMember {
    @Override
    public String declared(boolean forCompiler) {
      String array = count > 0 ? "[" + count + "]" : "";
      return "struct "
          + RandomMember.body(members, forCompiler)
          + (pointer ? " *" : " ")
          + name
          + array
          + ";";
    }

    @Override
    public void fill(Map<String, Object> struct, Random random) {
      boolean none = pointer && random.nextInt(4) == 0;
      Object value =
          count > 0 ? list(count, i -> struct(members, random)) : struct(members, random);
      struct.put(name, none ? null : value);
    }
  }

  /** A union in place. */
  record Choice(String name, List<RandomMember> members) implements RandomMember {
    @Override
    public String declared(boolean forCompiler) {
      return "union " + RandomMember.body(members, forCompiler) + " " + name + ";";
    }

    @Override
    public void fill(Map<String, Object> struct, Random random) {
      Map<String, Object> chosen = new LinkedHashMap<>();
      members.get(random.nextInt(members.size())).fill(chosen, random);
      struct.put(name, chosen);
    }
  }

  /** The members in braces. */
  static String body(List<RandomMember> members, boolean forCompiler) {
    StringBuilder text = new StringBuilder("{ ");
    members.forEach(m -> text.append(m.declared(forCompiler)).append(' '));
    return text.append('}').toString();
  }

  /** A struct with random values. */
  static Map<String, Object> struct(List<RandomMember> members, Random random) {
    Map<String, Object> values = new LinkedHashMap<>();
    members.forEach(m -> m.fill(values, random));
    return values;
  }

  private static List<Object> list(int count, Function<Integer, Object> element) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(element.apply(i));
    }
    return list;
  }

  private static String text(Random random, int units, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < units; i++) {
      text.append((char) (' ' + random.nextInt(most - ' ')));
    }
    return text.toString();
  }
}
