#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "portable/reply_writer.h"

namespace bascule::test {

/// A Wine prefix for tests: BASCULE_TEST_PREFIX, or one that is made in the build directory on first use.
std::string testPrefix();

/// What takes a host some milliseconds must not take longer than this, however busy the machine is; a hang would.
constexpr std::chrono::milliseconds kSoon{20'000};

/// The host under Wine, and the control channel to it.
class HostProcess {
 public:
  /// Starts `program` with stdin, stdout and stderr of the host on pipes.
  HostProcess(const std::string& program, const std::string& prefix);
  HostProcess(const HostProcess&) = delete;
  HostProcess& operator=(const HostProcess&) = delete;
  /// Kills it if it still runs.
  ~HostProcess();

  void send(const ReplyWriter& frame) { send(frame.bytes(), frame.size()); }
  void send(const std::uint8_t* frame, std::uint32_t size);
  /// Writes bytes as they are, without a length before them.
  void sendRaw(const void* bytes, std::size_t size);
  /// The next frame; empty at the end of the stream.
  std::vector<std::uint8_t> receive();
  void closeInput();

  pid_t pid() const { return pid_; }
  /// The wait status once the host has ended; nothing if it runs on after this time.
  std::optional<int> waitFor(std::chrono::milliseconds atMost);
  /// What the host and its DLLs have printed until it ended.
  std::string errorOutput();

 private:
  pid_t pid_;
  int input_;
  int output_;
  int error_;
  std::optional<int> status_;
};

}  // namespace bascule::test
