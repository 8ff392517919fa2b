#pragma once

#include <string>

namespace bascule::test {

/// A bell as the JVM has it: the FIFO is made here and opened for reading and writing, so that no open blocks.
class FifoBell {
 public:
  explicit FifoBell(std::string path);
  FifoBell(const FifoBell&) = delete;
  FifoBell& operator=(const FifoBell&) = delete;
  ~FifoBell();

  const std::string& path() const { return path_; }
  /// Both sides have opened it.
  void unlink();
  void ring();
  void wait();

 private:
  std::string path_;
  int fd_;
};

}  // namespace bascule::test
