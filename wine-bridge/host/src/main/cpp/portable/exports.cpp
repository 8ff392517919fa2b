#include "portable/exports.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace bascule {
namespace {

/// Reads little-endian numbers of an untrusted image; every read is checked.
class Image {
 public:
  Image(const std::uint8_t* bytes, std::size_t size) : bytes_(bytes), size_(size) {}

  template <class Number>
  std::optional<Number> read(std::uint64_t at) const {
    if (!holds(at, sizeof(Number))) {
      return std::nullopt;
    }
    Number value;
    std::memcpy(&value, bytes_ + at, sizeof value);
    return value;
  }

  bool holds(std::uint64_t at, std::uint64_t count) const { return at <= size_ && count <= size_ - at; }

  /// A zero-terminated string; none if no zero follows within a sane length.
  std::optional<std::string_view> string(std::uint64_t at) const {
    constexpr std::uint64_t kLongest = 4096;
    if (at >= size_) {
      return std::nullopt;
    }
    const auto* start = bytes_ + at;
    const void* zero = std::memchr(start, 0, static_cast<std::size_t>(std::min<std::uint64_t>(size_ - at, kLongest)));
    if (zero == nullptr) {
      return std::nullopt;
    }
    const auto length = static_cast<std::size_t>(static_cast<const std::uint8_t*>(zero) - start);
    return std::string_view(reinterpret_cast<const char*>(start), length);
  }

 private:
  const std::uint8_t* bytes_;
  std::size_t size_;
};

// Offsets of the PE format ("Microsoft Portable Executable and Common Object File Format Specification").
constexpr std::uint64_t kNewHeaderAt = 0x3C;
constexpr std::uint64_t kOptionalHeader = 24;
constexpr std::uint16_t kDosMagic = 0x5A4D;
constexpr std::uint32_t kPeMagic = 0x00004550;
constexpr std::uint16_t kPe32Magic = 0x10B;
constexpr std::uint16_t kPe32PlusMagic = 0x20B;

struct OptionalHeader {
  std::uint64_t at;
  bool plus;
};

std::optional<OptionalHeader> optionalHeader(const Image& image) {
  const auto header = image.read<std::uint32_t>(kNewHeaderAt);
  if (image.read<std::uint16_t>(0) != kDosMagic || !header || image.read<std::uint32_t>(*header) != kPeMagic) {
    return std::nullopt;
  }
  const std::uint64_t at = *header + kOptionalHeader;
  const auto magic = image.read<std::uint16_t>(at);
  if (magic != kPe32Magic && magic != kPe32PlusMagic) {
    return std::nullopt;
  }
  return OptionalHeader{at, magic == kPe32PlusMagic};
}

/// The export directory table and where it ends: an address between the two marks a forwarder.
struct Directory {
  std::uint32_t begin;
  std::uint32_t size;
  std::uint32_t base;
  std::uint32_t functionCount;
  std::uint32_t nameCount;
  std::uint32_t functions;
  std::uint32_t names;
  std::uint32_t ordinals;
};

std::optional<Directory> exportDirectory(const Image& image) {
  const auto header = optionalHeader(image);
  if (!header) {
    return std::nullopt;
  }
  const std::uint64_t entry = header->at + (header->plus ? 112U : 96U);
  const auto directories = image.read<std::uint32_t>(entry - 4);
  const auto begin = image.read<std::uint32_t>(entry);
  const auto size = image.read<std::uint32_t>(entry + 4);
  if (!directories || *directories == 0 || !begin || *begin == 0 || !size || !image.holds(*begin, 40)) {
    return std::nullopt;
  }
  const auto field = [&](std::uint32_t at) {
    return image.read<std::uint32_t>(std::uint64_t{*begin} + at).value_or(0);
  };
  return Directory{*begin, *size, field(16), field(20), field(24), field(28), field(32), field(36)};
}

std::optional<ExportEntry> entryOf(const Image& image, const Directory& directory, std::uint32_t index) {
  const auto rva = image.read<std::uint32_t>(directory.functions + std::uint64_t{index} * 4);
  if (!rva || *rva == 0 || !image.holds(*rva, 1)) {
    return std::nullopt;
  }
  ExportEntry entry{{}, directory.base + index, *rva, {}};
  if (*rva >= directory.begin && *rva - directory.begin < directory.size) {
    const auto forwarder = image.string(*rva);
    if (!forwarder || forwarder->empty()) {
      return std::nullopt;
    }
    entry.rva = 0;
    entry.forwarder = *forwarder;
  }
  return entry;
}

void addNamed(const Image& image, const Directory& directory, std::vector<ExportEntry>& entries,
              std::vector<bool>& named) {
  // An ordinal may have several names, but a table that is much longer than the ordinals is nonsense.
  const std::uint32_t count = std::min<std::uint32_t>(directory.nameCount, 131072);
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto nameAt = image.read<std::uint32_t>(directory.names + std::uint64_t{i} * 4);
    const auto index = image.read<std::uint16_t>(directory.ordinals + std::uint64_t{i} * 2);
    if (!nameAt || !index) {
      return;  // the tables have left the image
    }
    const auto name = image.string(*nameAt);
    if (!name || name->empty() || *index >= named.size()) {
      continue;
    }
    if (auto entry = entryOf(image, directory, *index)) {
      entry->name = *name;
      entries.push_back(*entry);
      named[*index] = true;
    }
  }
}

}  // namespace

std::vector<ExportEntry> readExports(const std::uint8_t* bytes, std::size_t size) {
  const Image image(bytes, size);
  std::vector<ExportEntry> entries;
  const auto directory = exportDirectory(image);
  if (!directory) {
    return entries;
  }
  // An ordinal is a u16, so a larger table is nonsense.
  std::vector<bool> named(std::min<std::uint32_t>(directory->functionCount, 65536));
  addNamed(image, *directory, entries, named);
  for (std::uint32_t index = 0; index < named.size(); ++index) {
    if (!named[index]) {
      if (const auto entry = entryOf(image, *directory, index)) {
        entries.push_back(*entry);
      }
    }
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const ExportEntry& a, const ExportEntry& b) { return a.ordinal < b.ordinal; });
  return entries;
}

const ExportEntry* nearestExport(const std::vector<ExportEntry>& entries, std::uint32_t rva) {
  const ExportEntry* nearest = nullptr;
  for (const ExportEntry& entry : entries) {
    const bool below = entry.forwarder.empty() && entry.rva <= rva;
    if (below && (nearest == nullptr || entry.rva > nearest->rva)) {
      nearest = &entry;
    }
  }
  return nearest;
}

}  // namespace bascule
