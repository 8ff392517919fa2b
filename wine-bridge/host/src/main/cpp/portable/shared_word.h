#pragma once

#include <cstdint>

namespace bascule {

/// A u32 of a window that the other process reads and writes at the same time. Not std::atomic: nobody constructs one
/// in shared memory, the bytes are there already.
class SharedWord {
 public:
  explicit SharedWord(std::uint8_t* at) : at_(reinterpret_cast<std::uint32_t*>(at)) {}

  std::uint32_t load() const { return __atomic_load_n(at_, __ATOMIC_ACQUIRE); }
  std::uint32_t relaxed() const { return __atomic_load_n(at_, __ATOMIC_RELAXED); }
  void put(std::uint32_t value) { __atomic_store_n(at_, value, __ATOMIC_RELAXED); }
  /// Stores, unless the value stands there already.
  void settle(std::uint32_t value) {
    if (relaxed() != value) {
      __atomic_store_n(at_, value, __ATOMIC_RELAXED);
    }
  }

  /// Stores if `expected` stands there; whether it did.
  bool replace(std::uint32_t expected, std::uint32_t value) {
    return __atomic_compare_exchange_n(at_, &expected, value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
  }

  /// Stores with release order; a full fence follows.
  void publish(std::uint32_t value) {
    __atomic_store_n(at_, value, __ATOMIC_RELEASE);
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
  }

  /// A full fence too.
  std::uint32_t exchange(std::uint32_t value) { return __atomic_exchange_n(at_, value, __ATOMIC_SEQ_CST); }

 private:
  std::uint32_t* at_;
};

}  // namespace bascule
