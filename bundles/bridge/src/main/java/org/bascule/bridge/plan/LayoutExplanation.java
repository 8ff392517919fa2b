package org.bascule.bridge.plan;

import org.bascule.bridge.registry.RegistrySnapshot;
import org.bascule.spi.Layout;
import org.bascule.spi.TypeUse;

/** Tells people how a type lies in Windows memory. */
public final class LayoutExplanation {
  private static final String HEADER = "offset   size\n";
  private static final String ROW = "%6s %6s  %s%n";

  private final StringBuilder text = new StringBuilder();

  private LayoutExplanation() {}

  /**
   * A table: offset and size in bytes, and what lies there.
   *
   * @throws org.bascule.error.SignatureException if no marshaller takes the type
   */
  public static String of(TypeUse use, RegistrySnapshot registry, BindingEnvironment environment) {
    Layout layout = LoneMarshaller.of(use, registry, environment).layout();
    return new LayoutExplanation().table(use.description(), layout);
  }

  private String table(String name, Layout layout) {
    text.append(HEADER);
    rows(0, 0, name, layout);
    text.append("alignment ").append(layout.alignment());
    return text.toString();
  }

  private void rows(long offset, int depth, String name, Layout layout) {
    String indented = "  ".repeat(depth) + name;
    text.append(
        String.format(
            ROW, offset, layout.size(), indented + ": " + PlanExplanation.layout(layout)));
    if (layout instanceof Layout.Struct struct) {
      struct.members().forEach(m -> rows(offset + m.offset(), depth + 1, m.name(), m.layout()));
    }
  }
}
