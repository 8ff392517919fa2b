package org.bascule.windowstypes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Which types lie in memory as prototypes can say, and with which packing. */
final class Layouts {
  private static final List<Integer> PACKINGS = List.of(8, 4, 2, 1);
  private static final int USUAL = 8;

  private final Headers headers;
  private final Map<String, Optional<OptionalInt>> packings = new HashMap<>();

  Layouts(Headers headers) {
    this.headers = headers;
  }

  private record Size(long bytes, long alignment) {}

  /** Whether a value of the type that this element is of can be described. */
  boolean isDescribable(Element typed) {
    return sizeOf(typed).isPresent();
  }

  /** Whether a struct's members, sizes and offsets can be described. */
  boolean isStructDescribable(Element struct) {
    return packing(struct).isPresent();
  }

  /** The packing to write; none is the compiler's own. */
  OptionalInt packingOf(Element struct) {
    return packing(struct).orElseThrow();
  }

  private Optional<Size> sizeOf(Element typed) {
    Element type = headers.meaningOf(typed);
    return switch (type.kind()) {
      case "FundamentalType" -> isWide(type) ? Optional.empty() : declared(type);
      case "PointerType", "Enumeration" -> declared(type);
      case "ArrayType" ->
          sizeOf(type).map(element -> new Size(element.bytes * count(type), element.alignment));
      case "Struct", "Union" -> isStructDescribable(type) ? declared(type) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isWide(Element fundamental) {
    return fundamental.bytes("size") == 0 || fundamental.bytes("size") > Long.BYTES;
  }

  private static Optional<Size> declared(Element type) {
    return Optional.of(new Size(type.bytes("size"), type.bytes("align")));
  }

  /** How many elements; none at the end of a struct that goes on behind itself. */
  static long count(Element array) {
    String last = array.attribute("max").orElse("");
    return last.isEmpty() ? 0 : Long.parseLong(last) + 1;
  }

  private Optional<OptionalInt> packing(Element struct) {
    Optional<OptionalInt> known = packings.get(struct.id());
    if (known == null) {
      known = findPacking(struct);
      packings.put(struct.id(), known);
    }
    return known;
  }

  private Optional<OptionalInt> findPacking(Element struct) {
    List<Element> fields = headers.fields(struct);
    boolean plain =
        struct.attribute("incomplete").isEmpty()
            && !fields.isEmpty()
            && fields.stream().allMatch(f -> f.attribute("bits").isEmpty() && isDescribable(f));
    return plain
        ? PACKINGS.stream()
            .filter(packing -> liesSo(struct, fields, packing))
            .findFirst()
            .map(p -> p == USUAL ? OptionalInt.empty() : OptionalInt.of(p))
        : Optional.empty();
  }

  /** Whether these rules of layout give what the compiler has. */
  private boolean liesSo(Element struct, List<Element> fields, int packing) {
    List<Size> sizes = fields.stream().map(f -> sizeOf(f).orElseThrow()).toList();
    long end = 0;
    long alignment = 1;
    for (int i = 0; i < sizes.size(); i++) {
      long own = Math.min(packing, sizes.get(i).alignment);
      long offset = struct.is("Union") ? 0 : roundUp(end, own);
      if (offset != fields.get(i).bytes("offset")) {
        return false;
      }
      end = Math.max(end, offset + sizes.get(i).bytes);
      alignment = Math.max(alignment, own);
    }
    return roundUp(end, alignment) == struct.bytes("size") && alignment == struct.bytes("align");
  }

  private static long roundUp(long offset, long alignment) {
    return (offset + alignment - 1) / alignment * alignment;
  }

  /** Whether a function of this type takes and gives what can be described. */
  boolean isFunctionDescribable(Element function) {
    Element result = function.typed("returns");
    return (isNothing(result) || isDescribable(result))
        && function.parts().stream().allMatch(p -> p.is("Argument") && isDescribable(p));
  }

  private boolean isNothing(Element typed) {
    return headers.meaningOf(typed).name().equals("void");
  }
}
