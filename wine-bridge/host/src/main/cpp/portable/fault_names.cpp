#include "portable/fault_names.h"

namespace bascule {
namespace {

struct Name {
  std::uint32_t code;
  const char* text;
};

// Of ntstatus.h; Faults.java has the same ones for what happens in a call.
constexpr Name kNames[] = {
    {0x20474343, "C++ exception"},
    {0x40000015, "abort(), which C++ calls too for an exception that nobody catches"},
    {0x80000002, "misaligned access"},
    {0x80000003, "breakpoint"},
    {0xC0000005, "access violation"},
    {0xC0000006, "in-page error"},
    {0xC0000008, "invalid handle"},
    {0xC0000017, "no memory"},
    {0xC000001D, "illegal instruction"},
    {0xC0000025, "noncontinuable exception"},
    {0xC0000026, "invalid disposition of an exception handler"},
    {0xC000008C, "array bounds exceeded"},
    {0xC000008D, "floating-point denormal operand"},
    {0xC000008E, "floating-point division by zero"},
    {0xC000008F, "floating-point inexact result"},
    {0xC0000090, "invalid floating-point operation"},
    {0xC0000091, "floating-point overflow"},
    {0xC0000092, "floating-point stack check"},
    {0xC0000093, "floating-point underflow"},
    {0xC0000094, "integer division by zero"},
    {0xC0000095, "integer overflow"},
    {0xC0000096, "privileged instruction"},
    {0xC00000FD, "stack overflow"},
    {0xC0000194, "possible deadlock"},
    {0xC0000374, "heap corruption"},
    {0xC0000409, "stack buffer overrun, or another reason for which code ends its process at once"},
    {0xC0000417, "invalid parameter of a C runtime function"},
    {0xC0000420, "assertion failure"},
    {0xC0000602, "fail-fast exception"},
    {0xE06D7363, "C++ exception"},
};

}  // namespace

const char* faultName(std::uint32_t code) {
  for (const Name& name : kNames) {
    if (name.code == code) {
      return name.text;
    }
  }
  return "exception";
}

const char* accessName(std::uint32_t access) {
  return access == 0 ? "reading" : access == 1 ? "writing" : access == 8 ? "executing" : "";
}

}  // namespace bascule
