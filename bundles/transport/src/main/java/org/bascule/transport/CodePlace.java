package org.bascule.transport;

/**
 * An address of code in the host.
 *
 * @param module the file name of the DLL or program that it lies in; empty if in none
 * @param base where that lies
 * @param symbol the nearest export below the address; empty if there is none
 * @param symbolAddress where that lies
 */
public record CodePlace(long address, String module, long base, String symbol, long symbolAddress) {
  /** For people: {@code demo.dll+0x1234 (fill+0x10)}, or the bare address. */
  @Override
  public String toString() {
    if (module.isEmpty()) {
      return String.format("0x%016x", address);
    }
    String text = String.format("%s+0x%x", module, address - base);
    return symbol.isEmpty()
        ? text
        : text + String.format(" (%s+0x%x)", symbol, address - symbolAddress);
  }
}
