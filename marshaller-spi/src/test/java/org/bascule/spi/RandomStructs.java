package org.bascule.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bascule.spi.Layout.Kind;

/** Random C declarations, each with the layout that it should have and assertions that say so. */
final class RandomStructs {
  private static final int[] PACKINGS = {1, 2, 4, 8, 16};

  private final Random random;
  private final Abi abi;
  private final List<Named> scalars;
  private final List<Named> structs = new ArrayList<>();
  private final StringBuilder source = new StringBuilder("#include <stddef.h>\n");

  private record Named(String type, Layout layout) {}

  RandomStructs(long seed, Abi abi) {
    this.random = new Random(seed);
    this.abi = abi;
    this.scalars =
        List.of(
            new Named("char", new Layout.Scalar(Kind.SIGNED, 1)),
            new Named("_Bool", new Layout.Scalar(Kind.UNSIGNED, 1)),
            new Named("short", new Layout.Scalar(Kind.SIGNED, 2)),
            new Named("wchar_t", new Layout.Scalar(Kind.UNSIGNED, abi.wcharSize())),
            new Named("int", new Layout.Scalar(Kind.SIGNED, 4)),
            new Named("long", new Layout.Scalar(Kind.SIGNED, abi.longSize())),
            new Named("long long", new Layout.Scalar(Kind.SIGNED, 8)),
            new Named("float", new Layout.Scalar(Kind.FLOATING, 4)),
            new Named("double", new Layout.Scalar(Kind.FLOATING, 8)),
            new Named("size_t", new Layout.Scalar(Kind.UNSIGNED, abi.pointerSize())),
            new Named("void *", Layout.pointer(abi)));
  }

  String declare(int count) {
    for (int i = 0; i < count; i++) {
      declareOne(i);
    }
    return source.toString();
  }

  private void declareOne(int number) {
    boolean union = random.nextInt(4) == 0;
    boolean packed = random.nextInt(3) == 0;
    int packing = packed ? PACKINGS[random.nextInt(PACKINGS.length)] : abi.defaultPacking();
    String name = (union ? "union u" : "struct s") + number;
    StructLayoutBuilder builder =
        union
            ? StructLayoutBuilder.union(name, packing)
            : StructLayoutBuilder.struct(name, packing);
    source.append(packed ? "#pragma pack(push, " + packing + ")\n" : "").append(name).append(" {");
    int members = 1 + random.nextInt(8);
    for (int m = 0; m < members; m++) {
      member("m" + m, builder);
    }
    source.append(" };\n").append(packed ? "#pragma pack(pop)\n" : "");
    Layout.Struct layout = builder.build();
    assertions(name, layout);
    structs.add(new Named(name, layout));
  }

  private void member(String name, StructLayoutBuilder builder) {
    boolean nested = !structs.isEmpty() && random.nextInt(4) == 0;
    List<Named> types =
        nested ? structs.subList(Math.max(0, structs.size() - 20), structs.size()) : scalars;
    Named type = types.get(random.nextInt(types.size()));
    Layout layout = type.layout;
    StringBuilder dimensions = new StringBuilder();
    for (int d = random.nextInt(6) - 3; d > 0; d--) {
      int count = 1 + random.nextInt(5);
      dimensions.insert(0, "[" + count + "]");
      layout = new Layout.Array(layout, count);
    }
    // Nesting doubles quickly; a megabyte is enough to see that the rules hold.
    if (layout.size() > 1 << 20) {
      layout = scalars.get(0).layout();
      type = scalars.get(0);
      dimensions.setLength(0);
    }
    source.append(' ').append(type.type).append(' ').append(name).append(dimensions).append(';');
    builder.add(name, layout);
  }

  private void assertions(String name, Layout.Struct layout) {
    equal("sizeof(" + name + ")", layout.size());
    equal("_Alignof(" + name + ")", layout.alignment());
    for (Layout.Member member : layout.members()) {
      equal("offsetof(" + name + ", " + member.name() + ")", member.offset());
    }
  }

  private void equal(String expression, long value) {
    source
        .append("_Static_assert(")
        .append(expression)
        .append(" == ")
        .append(value)
        .append(", \"")
        .append(expression)
        .append(" is not ")
        .append(value)
        .append("\");\n");
  }
}
