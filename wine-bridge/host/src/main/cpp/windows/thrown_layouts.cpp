#include "windows/thrown_layouts.h"

#include <cstdint>
#include <cstring>

namespace bascule {
namespace {

// ---- g++: the Itanium ABI. A type_info is its vtable, its name, and what the kind of class adds.

struct GnuType {
  const std::uintptr_t* vtable;
  const char* name;
};

struct GnuSingle : GnuType {
  const GnuType* base;
};

struct GnuBase {
  const GnuType* type;
  std::intptr_t offsetAndFlags;
};

struct GnuMultiple : GnuType {
  unsigned flags;
  unsigned count;
  GnuBase bases[1];
};

/// What stands in front of the _Unwind_Exception, which the record leads to.
struct alignas(16) GnuHeader {
  const GnuType* type;
  void* others[4];
  int counts[2];
  void* places[4];
};

constexpr std::uint64_t kGnuClass = 0x474E5543432B2B00;      // "GNUCC++\0"
constexpr std::uint64_t kGnuDependent = 0x474E5543432B2B01;  // of std::rethrow_exception

// exception_class, exception_cleanup, private_[6] on x64 and [2] on x86; aligned to 16.
constexpr std::size_t kGnuUnwindSize = sizeof(void*) == 8 ? 64 : 32;

bool named(const GnuType& type, const char* name) {
  return std::strcmp(type.name + (*type.name == '*' ? 1 : 0), name) == 0;
}

/// The class of a type_info itself tells what follows it.
const GnuType& kindOf(const GnuType& type) { return *reinterpret_cast<const GnuType*>(type.vtable[-1]); }

char* standardIn(const GnuType& type, char* object, int depth);

char* standardInBases(const GnuMultiple& type, char* object, int depth) {
  for (unsigned i = 0; i < type.count; ++i) {
    constexpr std::intptr_t kVirtual = 1;
    const GnuBase& base = type.bases[i];
    const std::intptr_t offset = base.offsetAndFlags >> 8;
    const bool isVirtual = (base.offsetAndFlags & kVirtual) != 0;
    const char* table = *reinterpret_cast<char**>(object);
    char* part = object + (isVirtual ? *reinterpret_cast<const std::intptr_t*>(table + offset) : offset);
    if (char* found = standardIn(*base.type, part, depth + 1)) {
      return found;
    }
  }
  return nullptr;
}

char* standardIn(const GnuType& type, char* object, int depth) {
  constexpr int kDeepest = 64;
  if (depth > kDeepest) {
    return nullptr;
  }
  if (named(type, "St9exception")) {
    return object;
  }
  const GnuType& kind = kindOf(type);
  if (named(kind, "N10__cxxabiv120__si_class_type_infoE")) {
    return standardIn(*static_cast<const GnuSingle&>(type).base, object, depth + 1);
  }
  if (named(kind, "N10__cxxabiv121__vmi_class_type_infoE")) {
    return standardInBases(static_cast<const GnuMultiple&>(type), object, depth);
  }
  return nullptr;
}

// ---- Microsoft: ehdata.h. On x64 each place is a distance from the image's base.

struct MicrosoftType {
  const void* vtable;
  void* spare;
  char name[1];
};

struct CatchableType {
  std::uint32_t properties;
  std::uint32_t type;
  std::int32_t memberOffset;
  std::int32_t tableOffset;
  std::int32_t offsetInTable;
  std::int32_t size;
  std::uint32_t copy;
};

struct CatchableTypes {
  std::int32_t count;
  std::uint32_t types[1];
};

struct ThrowInfo {
  std::uint32_t attributes;
  std::uint32_t unwind;
  std::uint32_t compatibility;
  std::uint32_t types;
};

constexpr ULONG_PTR kMagic = 0x19930520;
constexpr ULONG_PTR kNewestMagic = 0x19930522;

char* partOf(char* object, const CatchableType& type) {
  char* part = object + type.memberOffset;
  if (type.tableOffset >= 0) {
    part = object + type.tableOffset;
    part += *reinterpret_cast<const std::int32_t*>(*reinterpret_cast<char**>(part) + type.offsetInTable);
    part += type.memberOffset;
  }
  return part;
}

}  // namespace

Thrown thrownByGnu(const EXCEPTION_RECORD& record) {
  auto* unwind = reinterpret_cast<char*>(record.ExceptionInformation[0]);
  if (record.NumberParameters < 1 || unwind == nullptr) {
    return Thrown{};
  }
  std::uint64_t kind = 0;
  std::memcpy(&kind, unwind, sizeof kind);
  if (kind != kGnuClass && kind != kGnuDependent) {
    return Thrown{};
  }
  char* object = unwind + kGnuUnwindSize;
  if (kind == kGnuDependent) {
    // The object is elsewhere, behind its own header; the dependent header begins with its place.
    object = *reinterpret_cast<char**>(unwind - sizeof(GnuHeader));
    unwind = object - kGnuUnwindSize;
  }
  const auto* header = reinterpret_cast<const GnuHeader*>(unwind - sizeof(GnuHeader));
  return Thrown{header->type->name + (*header->type->name == '*' ? 1 : 0), standardIn(*header->type, object, 0)};
}

Thrown thrownByMicrosoft(const EXCEPTION_RECORD& record) {
  constexpr DWORD kParameters = sizeof(void*) == 8 ? 4 : 3;
  const ULONG_PTR* given = record.ExceptionInformation;
  if (record.NumberParameters < kParameters || given[0] < kMagic || given[0] > kNewestMagic || given[2] == 0) {
    return Thrown{};
  }
  const std::uintptr_t base = sizeof(void*) == 8 ? given[3] : 0;
  const auto& info = *reinterpret_cast<const ThrowInfo*>(given[2]);
  const auto& types = *reinterpret_cast<const CatchableTypes*>(base + info.types);
  Thrown thrown{};
  for (std::int32_t i = 0; i < types.count && i < 64; ++i) {
    const auto& type = *reinterpret_cast<const CatchableType*>(base + types.types[i]);
    const char* name = reinterpret_cast<const MicrosoftType*>(base + type.type)->name;
    thrown.type = thrown.type == nullptr ? name : thrown.type;
    if (std::strcmp(name, ".?AVexception@std@@") == 0) {
      thrown.standard = partOf(reinterpret_cast<char*>(given[1]), type);
    }
  }
  return thrown;
}

std::string microsoftTypeName(const char* decorated) {
  const std::string name(decorated, strnlen(decorated, 256));
  const bool isClass = name.rfind(".?AV", 0) == 0 || name.rfind(".?AU", 0) == 0;
  const bool simple = isClass && name.find_first_of("?$", 2) == std::string::npos && name.size() > 6 &&
                      name.compare(name.size() - 2, 2, "@@") == 0;
  if (!simple) {
    return name;
  }
  std::string text;
  std::size_t from = 4;
  while (from < name.size() - 1) {
    const std::size_t end = name.find('@', from);
    const std::string part = name.substr(from, end - from);
    text = text.empty() ? part : part + "::" + text;
    from = end + 1;
  }
  return text;
}

const char* whatOf(void* standard, bool gnu) {
  // With one argument that is what x86 does for members, in ECX; on x64 it is nothing special.
  using What = const char*(__fastcall*)(void*);
  // Behind the destructors: g++ has two of them, Microsoft one.
  const std::size_t slot = gnu ? 2 : 1;
  return (*reinterpret_cast<What**>(standard))[slot](standard);
}

}  // namespace bascule
