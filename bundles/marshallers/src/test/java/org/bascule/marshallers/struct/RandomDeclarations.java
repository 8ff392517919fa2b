package org.bascule.marshallers.struct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.bascule.spi.CType;

/**
 * Random structs and unions, each as C, as a Java record and, where nothing is packed, as CType.
 */
final class RandomDeclarations {
  private static final int[] PACKINGS = {1, 2, 4, 8, 16};
  private static final int DEEPEST = 4;

  /**
   * A scalar.
   *
   * @param c its name in C
   * @param java with its annotation
   * @param wrapper the same for unions
   * @param arrays whether Java arrays of it have its width on both ABIs
   * @param exact whether every bit pattern comes back
   */
  private record Scalar(String c, String java, String wrapper, boolean arrays, boolean exact) {}

  private static final List<Scalar> SCALARS =
      List.of(
          new Scalar(
              "char", "@DeclaredAs(\"char\") byte", "@DeclaredAs(\"char\") Byte", true, true),
          new Scalar(
              "_Bool",
              "@DeclaredAs(\"_Bool\") boolean",
              "@DeclaredAs(\"_Bool\") Boolean",
              true,
              false),
          new Scalar("short", "short", "Short", true, true),
          new Scalar("wchar_t", "char", "Character", true, true),
          new Scalar("int", "int", "Integer", true, true),
          new Scalar(
              "long", "@DeclaredAs(\"long\") int", "@DeclaredAs(\"long\") Integer", true, true),
          new Scalar("long long", "long", "Long", true, true),
          new Scalar("float", "float", "Float", true, true),
          new Scalar("double", "double", "Double", true, true),
          new Scalar(
              "size_t",
              "@DeclaredAs(\"size_t\") long",
              "@DeclaredAs(\"size_t\") Long",
              false,
              true),
          new Scalar("void *", "Address", "Address", true, true),
          new Scalar("const char *", "String", "String", true, true),
          new Scalar("enum colour", "Colour", "Colour", true, false));

  /**
   * One declaration.
   *
   * @param name {@code struct s7}
   * @param java the record's name
   * @param natural the same for prototypes
   * @param exact whether every image without pointers comes back
   */
  record Declared(
      String name,
      String java,
      List<String> members,
      Optional<CType.Struct> natural,
      int depth,
      boolean exact) {}

  private record Member(String c, String java, Optional<CType> type, int depth, boolean exact) {}

  private final Random random;
  private final boolean exactOnly;
  private final List<Declared> all = new ArrayList<>();
  private final StringBuilder c = new StringBuilder("#include <stddef.h>\n");
  private final StringBuilder java = new StringBuilder();

  /**
   * Declares that many.
   *
   * @param exactOnly leaves out what has several images for one value: unions, truth values, enums
   */
  RandomDeclarations(long seed, int count, boolean exactOnly) {
    this.random = new Random(seed);
    this.exactOnly = exactOnly;
    c.append("enum colour { RED, GREEN, BLUE };\n");
    java.append("import org.bascule.annotation.*;\nimport org.bascule.spi.Address;\n")
        .append("public interface Generated {\n  enum Colour { RED, GREEN, BLUE }\n");
    for (int i = 0; i < count; i++) {
      declare(i);
    }
    java.append("}\n");
  }

  List<Declared> all() {
    return Collections.unmodifiableList(all);
  }

  String c() {
    return c.toString();
  }

  String java() {
    return java.toString();
  }

  private void declare(int number) {
    boolean union = !exactOnly && random.nextInt(5) == 0;
    int packing = random.nextInt(4) == 0 ? PACKINGS[random.nextInt(PACKINGS.length)] : 0;
    List<Member> members = new ArrayList<>();
    for (int m = 1 + random.nextInt(7); m > 0; m--) {
      members.add(member("m" + members.size(), union));
    }
    String tag = (union ? "u" : "s") + number;
    String name = (union ? "union " : "struct ") + tag;
    c.append(packing > 0 ? "#pragma pack(push, " + packing + ")\n" : "").append(name).append(" {");
    members.forEach(m -> c.append(' ').append(m.c).append(';'));
    c.append(" };\n").append(packing > 0 ? "#pragma pack(pop)\n" : "");
    java.append(union ? "  @Overlaid" : "  ")
        .append(packing > 0 ? " @Packed(" + packing + ")" : "");
    java.append(" record ").append(tag.toUpperCase(Locale.ROOT)).append('(');
    java.append(String.join(", ", members.stream().map(Member::java).toList())).append(") {}\n");
    all.add(declared(tag, name, union, packing, members));
  }

  private static Declared declared(
      String tag, String name, boolean union, int packing, List<Member> members) {
    List<String> names = new ArrayList<>();
    List<CType.Member> natural = new ArrayList<>();
    for (Member member : members) {
      names.add("m" + names.size());
      member.type.ifPresent(
          t -> natural.add(new CType.Member(names.get(names.size() - 1), t, Optional.empty())));
    }
    boolean isNatural = packing == 0 && natural.size() == members.size();
    return new Declared(
        name,
        tag.toUpperCase(Locale.ROOT),
        names,
        isNatural ? Optional.of(new CType.Struct(tag, union, natural)) : Optional.empty(),
        1 + members.stream().mapToInt(Member::depth).max().orElse(0),
        members.stream().allMatch(Member::exact));
  }

  private Member member(String name, boolean union) {
    int kind = random.nextInt(10);
    if (kind == 0) {
      return text(name);
    }
    List<Declared> near =
        all.subList(Math.max(0, all.size() - 12), all.size()).stream()
            .filter(d -> d.depth < DEEPEST)
            .toList();
    if (kind < 4 && !near.isEmpty()) {
      return nested(name, near.get(random.nextInt(near.size())), kind == 1);
    }
    List<Scalar> scalars = SCALARS.stream().filter(s -> s.exact || !exactOnly).toList();
    return scalar(name, scalars.get(random.nextInt(scalars.size())), union);
  }

  private Member text(String name) {
    int length = 1 + random.nextInt(9);
    boolean wide = random.nextBoolean();
    String unit = wide ? "wchar_t" : "char";
    return new Member(
        unit + " " + name + "[" + length + "]",
        "@Length(" + length + ") @DeclaredAs(\"" + unit + "\") String " + name,
        Optional.of(new CType.Array(new CType.Named(unit), length)),
        0,
        true);
  }

  private Member nested(String name, Declared struct, boolean pointer) {
    if (pointer) {
      return new Member(
          struct.name + " *" + name,
          "@DeclaredAs(\"" + struct.name + " *\") " + struct.java + " " + name,
          struct.natural.map(s -> new CType.Pointer(s, false)),
          0,
          struct.exact);
    }
    int[] lengths = lengths(1);
    return new Member(
        struct.name + " " + name + dimensions(lengths),
        annotation(lengths) + struct.java + "[]".repeat(lengths.length) + " " + name,
        struct.natural.map(s -> array(s, lengths)),
        struct.depth,
        struct.exact);
  }

  private Member scalar(String name, Scalar scalar, boolean union) {
    int[] lengths = scalar.arrays ? lengths(3) : new int[0];
    String type = union && lengths.length == 0 ? scalar.wrapper : scalar.java;
    CType cType = cType(scalar.c);
    return new Member(
        scalar.c + " " + name + dimensions(lengths),
        annotation(lengths) + type + "[]".repeat(lengths.length) + " " + name,
        Optional.of(array(cType, lengths)),
        0,
        scalar.exact);
  }

  private int[] lengths(int most) {
    int dimensions = Math.max(0, random.nextInt(3 + most) - 2);
    return random.ints(dimensions, 1, 5).toArray();
  }

  private static CType cType(String c) {
    if (!c.endsWith("*")) {
      return new CType.Named(c);
    }
    return c.startsWith("void")
        ? new CType.Pointer(new CType.Void(), false)
        : new CType.Pointer(new CType.Named("char"), true);
  }

  private static CType array(CType element, int[] lengths) {
    CType type = element;
    for (int i = lengths.length - 1; i >= 0; i--) {
      type = new CType.Array(type, lengths[i]);
    }
    return type;
  }

  private static String dimensions(int[] lengths) {
    StringBuilder text = new StringBuilder();
    for (int length : lengths) {
      text.append('[').append(length).append(']');
    }
    return text.toString();
  }

  private static String annotation(int[] lengths) {
    if (lengths.length == 0) {
      return "";
    }
    String list = Arrays.toString(lengths);
    return "@Length({" + list.substring(1, list.length() - 1) + "}) ";
  }
}
