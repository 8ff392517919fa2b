#include "windows/last_words.h"

#include <atomic>
#include <cstdint>
#include <cstdio>

#include "portable/fault_names.h"
#include "portable/text.h"
#include "windows/call.h"
#include "windows/place.h"
#include "windows/thrown.h"

namespace bascule {
namespace {

HANDLE errors = nullptr;
std::atomic<bool> spoken{false};

/// What marks a thread that answers calls.
bool serving = true;

/// Never freed: exit() destroys what C++ would, and has to be told after that.
DWORD mark = TLS_OUT_OF_INDEXES;

void write(std::string_view text) {
  DWORD written = 0;
  WriteFile(errors, text.data(), static_cast<DWORD>(text.size()), &written, nullptr);
}

void writeWords(std::string_view text) { write("bascule-host: end: " + printable(text) + "\n"); }

struct Telling {
  const EXCEPTION_RECORD& record;
  std::string_view addition;
};

std::uintptr_t tell(void* context) {
  const auto& telling = *static_cast<const Telling*>(context);
  writeWords(wordsFor(telling.record) + ", " + thisThread() + std::string(telling.addition));
  return 0;
}

/// Without the heap, which may be what is broken.
void tellShortly(const EXCEPTION_RECORD& record) {
  char line[128];
  const int length =
      std::snprintf(line, sizeof line, "bascule-host: end: %s (0x%08lx) at 0x%llx, on thread %lu\n",
                    faultName(record.ExceptionCode), record.ExceptionCode,
                    static_cast<unsigned long long>(reinterpret_cast<std::uintptr_t>(record.ExceptionAddress)),
                    GetCurrentThreadId());
  write(std::string_view(line, static_cast<std::size_t>(length)));
}

std::string code(DWORD value) {
  char text[16];
  std::snprintf(text, sizeof text, "0x%08lx", value);
  return text;
}

/// A `ret` that cannot read where it is to go to, or must not go there.
bool isReturn(const EXCEPTION_RECORD& record) {
  const auto* code = static_cast<const std::uint8_t*>(record.ExceptionAddress);
  return record.ExceptionCode == EXCEPTION_ACCESS_VIOLATION && record.NumberParameters >= 2 &&
         record.ExceptionInformation[0] != 8 && (*code == 0xC3 || *code == 0xC2);
}

std::string access(const EXCEPTION_RECORD& record) {
  const bool known = record.ExceptionCode == EXCEPTION_ACCESS_VIOLATION && record.NumberParameters >= 2;
  const char* verb = known ? accessName(static_cast<std::uint32_t>(record.ExceptionInformation[0])) : "";
  return *verb == '\0' ? "" : std::string(", ") + verb + " " + hex(record.ExceptionInformation[1]);
}

}  // namespace

void prepareWords() {
  DuplicateHandle(GetCurrentProcess(), GetStdHandle(STD_ERROR_HANDLE), GetCurrentProcess(), &errors, 0, FALSE,
                  DUPLICATE_SAME_ACCESS);
  SetHandleInformation(errors, HANDLE_FLAG_PROTECT_FROM_CLOSE, HANDLE_FLAG_PROTECT_FROM_CLOSE);
  mark = TlsAlloc();
}

void writeLine(std::string_view text) { write("bascule-host: " + std::string(text) + "\n"); }

bool lastWords(std::string_view text) {
  if (spoken.exchange(true)) {
    return false;
  }
  writeWords(text);
  return true;
}

void endQuietly() { spoken = true; }

void thisThreadServes() { TlsSetValue(mark, &serving); }

std::string thisThread() {
  const bool serves = TlsGetValue(mark) != nullptr;
  return "on thread " + std::to_string(GetCurrentThreadId()) + ", which " + (serves ? "serves calls" : "the DLL made");
}

std::string wordsFor(const EXCEPTION_RECORD& record) {
  const std::string place = placeOf(reinterpret_cast<std::uintptr_t>(record.ExceptionAddress));
  const char* what = thrownText(record);
  return std::string(faultName(record.ExceptionCode)) + " (" + code(record.ExceptionCode) + ") at " + place +
         access(record) + (isReturn(record) ? ": the return address has been written over" : "") + (what == nullptr ? "" : std::string(": ") + what);
}

void lastWordsFor(const EXCEPTION_RECORD& record, std::string_view addition) {
  if (spoken.exchange(true)) {
    return;
  }
  Telling telling{record, addition};
  if (attempt(tell, &telling).faulted) {
    tellShortly(record);
  }
}

}  // namespace bascule
