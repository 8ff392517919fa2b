package org.bascule.windowstypes;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The declarations of one width, by what they declare: the name of a type, or a tag. */
final class TypeList {
  /** What the headers' words do not tell. */
  private static final Map<String, String> BY_HAND =
      Map.of(
          "HANDLE", "typedef void *HANDLE;",
          // The length lies in front of it, so that it is no text like others.
          "BSTR", "typedef void *BSTR;",
          // Only the C compiler knows how to make one.
          "va_list", "typedef void *va_list;");

  /** What programs only pass on. */
  private static final Set<String> OPAQUE = Set.of("struct _iobuf");

  /** Names that nobody writes: of tables of methods, and of what compilers of interfaces add. */
  private static final Pattern MACHINE_MADE = Pattern.compile("^(__MIDL|wire)|Vtbl$");

  private final Headers headers;
  private final Layouts layouts;
  private final CWriter writer;
  private final SortedMap<String, String> lines = new TreeMap<>();

  private TypeList(Headers headers) {
    this.headers = headers;
    this.layouts = new Layouts(headers);
    this.writer = new CWriter(headers, layouts);
  }

  /** All that Windows' headers declare and prototypes can say. */
  static SortedMap<String, String> of(Headers headers) {
    TypeList list = new TypeList(headers);
    headers.all().stream().filter(e -> !headers.isCompilersOwn(e)).forEach(list::add);
    return list.lines;
  }

  private void add(Element element) {
    if (MACHINE_MADE.matcher(element.name()).find()) {
      return;
    }
    if (element.is("Typedef") && isNameable(element)) {
      lines.put(element.name(), BY_HAND.getOrDefault(element.name(), writer.typedef(element)));
    } else if (element.isStruct() && !element.name().isEmpty() && isOpen(element)) {
      lines.put(element.tag(), writer.definition(element));
    }
  }

  /** Also what cannot be described may be pointed to. */
  private boolean isNameable(Element typedef) {
    Element meaning = headers.meaningOf(typedef);
    return switch (meaning.kind()) {
      case "FunctionType" -> layouts.isFunctionDescribable(meaning);
      case "Struct", "Union", "PointerType" -> true;
      case "FundamentalType" -> meaning.name().equals("void") || layouts.isDescribable(typedef);
      default -> layouts.isDescribable(typedef);
    };
  }

  /** Objects that have methods are passed on as addresses, as are handles. */
  private boolean isOpen(Element struct) {
    return layouts.isStructDescribable(struct)
        && !writer.isHandleStruct(struct)
        && !OPAQUE.contains(struct.tag())
        && headers.fields(struct).stream().noneMatch(f -> f.name().equals("lpVtbl"));
  }
}
