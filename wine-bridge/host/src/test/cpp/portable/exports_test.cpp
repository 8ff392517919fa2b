#include "portable/exports.h"

#include <doctest/doctest.h>

#include <cstring>
#include <random>

using namespace bascule;

namespace {

/// A PE32+ image as the loader lays it out, made by hand: two functions with three names, one without, one forwarder.
class HandmadeImage {
 public:
  std::vector<std::uint8_t> bytes = std::vector<std::uint8_t>(0x1000);

  HandmadeImage() {
    put16(0, 0x5A4D);
    put32(0x3C, 0x80);
    put32(0x80, 0x00004550);
    put16(kOptional, 0x20B);
    put32(kOptional + 108, 16);
    put32(kOptional + 112, kDirectory);
    put32(kOptional + 116, 0x200);
    put32(kDirectory + 16, 10);  // ordinal base
    put32(kDirectory + 20, 5);   // functions
    put32(kDirectory + 24, 4);   // names
    put32(kDirectory + 28, kFunctions);
    put32(kDirectory + 32, kNames);
    put32(kDirectory + 36, kOrdinals);
    for (const std::uint32_t rva : {0x800U, 0U, 0x900U, 0xA00U, kForwarder}) {
      put32(kFunctions + 4 * functions_++, rva);
    }
    text(kForwarder, "kernel32.GetTickCount");
    name("alpha", 0);
    name("beta", 2);
    name("gamma", 0);
    name("tick", 4);
  }

  void put16(std::uint32_t at, std::uint16_t value) { std::memcpy(bytes.data() + at, &value, sizeof value); }
  void put32(std::uint32_t at, std::uint32_t value) { std::memcpy(bytes.data() + at, &value, sizeof value); }

  std::vector<ExportEntry> read() const { return readExports(bytes.data(), bytes.size()); }

  static constexpr std::uint32_t kOptional = 0x80 + 24;
  static constexpr std::uint32_t kDirectory = 0x400;
  static constexpr std::uint32_t kFunctions = 0x440;
  static constexpr std::uint32_t kNames = 0x460;
  static constexpr std::uint32_t kOrdinals = 0x480;
  static constexpr std::uint32_t kForwarder = 0x500;

 private:
  void text(std::uint32_t at, const char* value) { std::memcpy(bytes.data() + at, value, std::strlen(value) + 1); }

  void name(const char* value, std::uint16_t index) {
    const std::uint32_t at = 0x600 + 16 * names_;
    text(at, value);
    put32(kNames + 4 * names_, at);
    put16(kOrdinals + 2 * names_, index);
    ++names_;
  }

  std::uint32_t functions_ = 0;
  std::uint32_t names_ = 0;
};

}  // namespace

TEST_CASE("reads exports in ordinal order") {
  const HandmadeImage image;
  const auto entries = image.read();
  REQUIRE(entries.size() == 5);
  CHECK(entries[0].name == "alpha");
  CHECK(entries[0].ordinal == 10);
  CHECK(entries[0].rva == 0x800);
  CHECK(entries[1].name == "gamma");
  CHECK(entries[1].ordinal == 10);
  CHECK(entries[2].name == "beta");
  CHECK(entries[2].ordinal == 12);
  CHECK(entries[3].name == "");
  CHECK(entries[3].ordinal == 13);
  CHECK(entries[3].rva == 0xA00);
  CHECK(entries[4].name == "tick");
  CHECK(entries[4].rva == 0);
  CHECK(entries[4].forwarder == "kernel32.GetTickCount");
}

TEST_CASE("reads 32-bit images too") {
  HandmadeImage image;
  image.put16(HandmadeImage::kOptional, 0x10B);
  image.put32(HandmadeImage::kOptional + 92, 16);
  image.put32(HandmadeImage::kOptional + 96, HandmadeImage::kDirectory);
  image.put32(HandmadeImage::kOptional + 100, 0x200);
  CHECK(image.read().size() == 5);
}

TEST_CASE("finds the nearest export") {
  const HandmadeImage image;
  const auto entries = image.read();
  CHECK(nearestExport(entries, 0x7FF) == nullptr);
  CHECK(nearestExport(entries, 0x800)->name == "alpha");
  CHECK(nearestExport(entries, 0x9FF)->name == "beta");
  CHECK(nearestExport(entries, 0xFFFFFFFF)->ordinal == 13);
  CHECK(nearestExport({}, 5) == nullptr);
}

TEST_CASE("an image that is none has no exports") {
  CHECK(readExports(nullptr, 0).empty());
  HandmadeImage noDosHeader;
  noDosHeader.put16(0, 0);
  CHECK(noDosHeader.read().empty());
  HandmadeImage headerOutside;
  headerOutside.put32(0x3C, 0xFFFFFFF0);
  CHECK(headerOutside.read().empty());
  HandmadeImage noDirectories;
  noDirectories.put32(HandmadeImage::kOptional + 108, 0);
  CHECK(noDirectories.read().empty());
}

TEST_CASE("leaves out what points outside the image") {
  HandmadeImage image;
  image.put32(HandmadeImage::kFunctions, 0x1000);
  image.put32(HandmadeImage::kNames + 4, 0xFFFFFFFF);
  const auto entries = image.read();
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].ordinal == 12);
  CHECK(entries[0].name == "");
}

TEST_CASE("hostile counts end with the image") {
  HandmadeImage image;
  image.put32(HandmadeImage::kDirectory + 20, 0xFFFFFFFF);
  image.put32(HandmadeImage::kDirectory + 24, 0xFFFFFFFF);
  image.put32(HandmadeImage::kDirectory + 28, 0xFFFFFFFC);
  CHECK(image.read().empty());
}

TEST_CASE("no spoiled image hurts") {
  const auto seed = std::random_device{}();
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  std::size_t found = 0;
  for (int i = 0; i < 20000; ++i) {
    HandmadeImage image;
    for (int change = 0; change < 8; ++change) {
      image.bytes[random() % 0x700] = static_cast<std::uint8_t>(random());
    }
    image.bytes.resize(random() % 4 == 0 ? random() % 0x1000 : 0x1000);
    image.bytes.shrink_to_fit();
    for (const ExportEntry& entry : image.read()) {
      found += entry.name.size() + entry.forwarder.size() + entry.ordinal > 0;
    }
  }
  CHECK(found > 0);
}
