package org.bascule.windowstypes;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One declaration or type as castxml describes it.
 *
 * @param kind such as {@code Typedef} or {@code PointerType}
 * @param attributes as castxml names them; sizes and offsets are in bits
 * @param parts what stands inside, such as the arguments of a function type
 */
record Element(String kind, Map<String, String> attributes, List<Element> parts) {
  boolean is(String other) {
    return kind.equals(other);
  }

  /** Whether it has members. */
  boolean isStruct() {
    return is("Struct") || is("Union");
  }

  /** As castxml counts declarations. */
  String id() {
    return attributes.get("id");
  }

  Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /** Empty if it has none. */
  String name() {
    return attributes.getOrDefault("name", "");
  }

  /** The attribute that says of what type it is. */
  String type() {
    return attributes.get("type");
  }

  /** Something that is of the type that this attribute names. */
  Element typed(String attribute) {
    return new Element("", Map.of("type", attributes.get(attribute)), List.of());
  }

  long bytes(String name) {
    return Long.parseLong(attributes.get(name)) / Byte.SIZE;
  }

  /** {@code struct tag} or {@code union tag}. */
  String tag() {
    return (is("Union") ? "union " : "struct ") + name();
  }
}
