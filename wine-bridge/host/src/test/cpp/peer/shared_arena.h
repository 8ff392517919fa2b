#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace bascule::test {

/// A segment as the JVM makes it: a file in /dev/shm, mapped at a fixed address.
class SharedArena {
 public:
  explicit SharedArena(std::size_t size);
  SharedArena(const SharedArena&) = delete;
  SharedArena& operator=(const SharedArena&) = delete;
  ~SharedArena();

  /// Both sides have mapped it.
  void unlink();

  const std::string& path() const { return path_; }
  std::uint8_t* base() const { return base_; }
  std::uint64_t address() const { return reinterpret_cast<std::uint64_t>(base_); }
  std::size_t size() const { return size_; }

 private:
  std::string path_;
  std::size_t size_;
  std::uint8_t* base_;
};

}  // namespace bascule::test
