package org.bascule.jna.library;

import com.sun.jna.SymbolProvider;
import java.util.List;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.LinkError;
import org.bascule.spi.ExportLookup;

/** Addresses that a program chooses itself. */
final class ProvidedSymbols {
  private ProvidedSymbols() {}

  /**
   * The address that the provider has for the first of these names that it knows.
   *
   * @throws UnsatisfiedLinkError the provider's own, if it knows none
   */
  static long address(SymbolProvider provider, List<String> names, ExportLookup exports) {
    SymbolProvider usual = (handle, name, parent) -> exports.address(name);
    UnsatisfiedLinkError first = null;
    for (String name : names) {
      try {
        long address = provider.getSymbolAddress(exports.module(), name, usual);
        if (address != 0) {
          return address;
        }
      } catch (UnsatisfiedLinkError e) {
        first = first == null ? e : first;
      }
    }
    throw first == null ? missing(provider, names) : first;
  }

  private static LinkError missing(SymbolProvider provider, List<String> names) {
    return new LinkError(
        new Diagnosis(
            ErrorCode.FUNCTION_NOT_FOUND,
            "find the function " + names.get(names.size() - 1),
            "option symbol-provider",
            "its address",
            "0, from " + provider.getClass().getTypeName(),
            "have the provider ask its parent for what it does not know"));
  }
}
