#pragma once

#include <optional>
#include <vector>

#include "portable/reply_writer.h"
#include "windows/standard_streams.h"

namespace bascule {

/// Length-prefixed frames over two pipes. One thread reads; any thread writes.
class ControlChannel {
 public:
  explicit ControlChannel(ControlPipes pipes);

  /// The bytes of the next frame, unverified; nothing if the JVM has gone. Throws Refusal (BadFrame) if the length is
  /// beyond the limit: what follows cannot be understood then.
  std::optional<std::vector<std::uint8_t>> read();

  /// What Windows said when read() gave nothing; 0 for a plain end.
  DWORD endError() const { return endError_; }

  /// Ends the process if the JVM has gone.
  void write(const ReplyWriter& frame);

 private:
  bool readExactly(void* into, std::size_t count);
  void writeExactly(const std::uint8_t* from, std::size_t count);

  ControlPipes pipes_;
  DWORD endError_ = 0;
  /// Of the kernel, because it comes free when the thread that has it is terminated.
  Handle writing_;
};

}  // namespace bascule
