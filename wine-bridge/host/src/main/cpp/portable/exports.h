#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "portable/wire.h"

namespace bascule {

/// One exported function or variable of a PE image. The views point into the image.
struct ExportEntry {
  /// Empty where it has an ordinal only.
  std::string_view name;
  std::uint32_t ordinal;
  /// Bytes from the image's base; 0 for a forwarder.
  std::uint32_t rva;
  /// "OTHER.Function" or "OTHER.#7"; empty for what lies in the image itself.
  std::string_view forwarder;
};

/// The exports of an image that is laid out in memory as the loader does it, in ordinal order; several names of one
/// ordinal are several entries. Nothing in the image is trusted: what points outside it is left out, and an image that
/// is no PE image has no exports.
std::vector<ExportEntry> readExports(const std::uint8_t* image, std::size_t size);

/// The entry at or next below `rva`, null if there is none.
const ExportEntry* nearestExport(const std::vector<ExportEntry>& entries, std::uint32_t rva);

}  // namespace bascule
