#include "windows/thrown.h"

#include <cxxabi.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include "portable/text.h"
#include "windows/call.h"
#include "windows/thrown_layouts.h"

namespace bascule {
namespace {

constexpr std::size_t kLongest = 512;
constexpr unsigned kKept = 64;

char texts[kKept][kLongest];
std::atomic<unsigned> next{0};

struct Asking {
  const EXCEPTION_RECORD& record;
  char* into;
};

std::string demangled(const char* name) {
  int status = 0;
  char* readable = abi::__cxa_demangle(name, nullptr, nullptr, &status);
  const std::string text = readable == nullptr ? name : readable;
  std::free(readable);
  return text;
}

/// Reads memory that may not be what it seems, and runs the DLL's what(): only inside an attempt.
std::uintptr_t ask(void* context) {
  const auto& asking = *static_cast<const Asking*>(context);
  const bool gnu = asking.record.ExceptionCode == kGnuThrow;
  const Thrown thrown = gnu ? thrownByGnu(asking.record) : thrownByMicrosoft(asking.record);
  if (thrown.type == nullptr) {
    return 0;
  }
  std::string text = gnu ? demangled(thrown.type) : microsoftTypeName(thrown.type);
  // In case what() fails.
  std::strncpy(asking.into, printable(text).c_str(), kLongest - 1);
  if (thrown.standard != nullptr) {
    const char* what = whatOf(thrown.standard, gnu);
    text += what == nullptr ? "" : ", what(): " + std::string(what, strnlen(what, kLongest));
  }
  std::strncpy(asking.into, printable(text).c_str(), kLongest - 1);
  return 0;
}

}  // namespace

const char* thrownText(const EXCEPTION_RECORD& record) {
  if (record.ExceptionCode != kGnuThrow && record.ExceptionCode != kMicrosoftThrow) {
    return nullptr;
  }
  char* into = texts[next++ % kKept];
  std::memset(into, 0, kLongest);
  Asking asking{record, into};
  attempt(ask, &asking);
  return *into == '\0' ? nullptr : into;
}

}  // namespace bascule
