package org.bascule.bridge.prototype;

import java.util.Map;
import org.bascule.spi.CType;

/**
 * A variable as C declares it.
 *
 * @param name as the DLL exports it
 * @param type what lies there
 * @param constant whether it was declared as one that nobody writes
 */
public record VariableDeclaration(String name, CType type, boolean constant) {
  /** As C writes it. */
  @Override
  public String toString() {
    return (constant ? "const " : "") + CType.declaration(type, name, Map.of());
  }
}
