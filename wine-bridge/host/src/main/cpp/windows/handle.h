#pragma once

#include <windows.h>

#include <utility>

namespace bascule {

/// Owns a Windows handle. A DLL that closes handles by their numbers does not close it: Windows refuses that.
class Handle {
 public:
  Handle() = default;
  explicit Handle(HANDLE handle) : handle_(handle) { protect(HANDLE_FLAG_PROTECT_FROM_CLOSE); }
  Handle(Handle&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Handle() {
    if (valid()) {
      protect(0);
      CloseHandle(handle_);
    }
  }

  bool valid() const { return handle_ != nullptr && handle_ != INVALID_HANDLE_VALUE; }
  HANDLE get() const { return handle_; }

 private:
  void protect(DWORD flag) {
    if (valid()) {
      SetHandleInformation(handle_, HANDLE_FLAG_PROTECT_FROM_CLOSE, flag);
    }
  }

  HANDLE handle_ = nullptr;
};

}  // namespace bascule
