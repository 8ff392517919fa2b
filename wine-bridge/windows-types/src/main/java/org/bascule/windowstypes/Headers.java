package org.bascule.windowstypes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** All that castxml has found, by its ids. Immutable. */
final class Headers {
  private final Map<String, Element> byId;

  private final Map<String, String> namesOfUntagged = new HashMap<>();

  private Headers(Map<String, Element> byId) {
    this.byId = byId;
    for (Element typedef : byId.values()) {
      if (typedef.is("Typedef") && typeOf(typedef).name().isEmpty()) {
        namesOfUntagged.putIfAbsent(typeOf(typedef).id(), typedef.name());
      }
    }
  }

  /** Reads castxml's output. */
  static Headers read(InputStream xml) throws IOException {
    try {
      XMLInputFactory factory = XMLInputFactory.newFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      return read(factory.createXMLStreamReader(xml));
    } catch (XMLStreamException e) {
      throw new IOException("castxml has written what is not XML", e);
    }
  }

  private static Headers read(XMLStreamReader reader) throws XMLStreamException {
    Map<String, Element> byId = new LinkedHashMap<>();
    Deque<Element> open = new ArrayDeque<>();
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamReader.START_ELEMENT) {
        Element element = new Element(reader.getLocalName(), attributes(reader), new ArrayList<>());
        element.attribute("id").ifPresent(id -> byId.put(id, element));
        if (!open.isEmpty()) {
          open.peek().parts().add(element);
        }
        open.push(element);
      } else if (event == XMLStreamReader.END_ELEMENT) {
        open.pop();
      }
    }
    return new Headers(byId);
  }

  private static Map<String, String> attributes(XMLStreamReader reader) {
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return attributes;
  }

  /** In the order of the headers. */
  Collection<Element> all() {
    return byId.values();
  }

  Element get(String id) {
    Element element = byId.get(id);
    if (element == null) {
      throw new IllegalArgumentException("castxml names " + id + ", which it does not describe");
    }
    return element;
  }

  /** What an element is of; words like {@code struct} before a tag do not count. */
  Element typeOf(Element element) {
    Element type = get(element.type());
    return type.is("ElaboratedType") ? typeOf(type) : type;
  }

  /** The same, behind typedefs and qualifiers. */
  Element meaningOf(Element element) {
    Element type = typeOf(element);
    return type.is("Typedef") || type.is("CvQualifiedType") ? meaningOf(type) : type;
  }

  /** The first name that a typedef gives to a struct without a tag. */
  Optional<String> nameOfUntagged(Element struct) {
    return Optional.ofNullable(namesOfUntagged.get(struct.id()));
  }

  /** The members of a struct that have memory of their own. */
  List<Element> fields(Element struct) {
    return struct
        .attribute("members")
        .map(ids -> List.of(ids.split(" ")).stream().map(this::get).filter(e -> e.is("Field")))
        .map(fields -> fields.toList())
        .orElse(List.of());
  }

  /** Whether it comes with the compiler and not with Windows' headers. */
  boolean isCompilersOwn(Element element) {
    String file = element.attribute("file").map(f -> get(f).name()).orElse("<builtin>");
    // Compilers find Windows' headers by way of their own directories.
    String plain = Path.of(file).normalize().toString();
    return plain.startsWith("<") || plain.contains("/lib/gcc/") || plain.contains("/castxml/");
  }
}
