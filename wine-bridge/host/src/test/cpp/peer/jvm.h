#pragma once

#include <memory>
#include <string>
#include <vector>

#include "peer/host_process.h"
#include "peer/java_lane.h"
#include "peer/shared_arena.h"

namespace bascule::test {

/// A 0700 directory that is gone with this object.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory();
  const std::string& path() const { return path_; }
  /// Only where it is empty.
  void remove();

 private:
  std::string path_ = "/tmp/bascule-test-XXXXXX";
};

/// Plays the JVM: a host that has been greeted, with lanes on demand.
class Jvm {
 public:
  static constexpr std::uint32_t kWindow = 256 * 1024;
  /// Bytes at the arena's end that belong to the test.
  static constexpr std::size_t kScratch = 1024 * 1024;

  Jvm(const std::string& program, const std::string& prefix, std::uint32_t spinMicroseconds = 50);

  HostProcess& host() { return *host_; }
  SharedArena& arena() { return arena_; }
  std::uint64_t scratch() const { return arena_.address() + arena_.size() - kScratch; }
  /// What Hello was answered with.
  const wire::Frame& welcome() const { return *wire::GetFrame(welcome_.data()); }

  JavaLane& openLane();
  /// Where the window of a lane lies.
  std::uint8_t* windowOf(std::uint32_t lane);
  /// Where bells are made.
  const std::string& directory() const { return directory_.path(); }
  SpinBudget spinBudget() const { return SpinBudget(spinRounds_); }
  /// For a JVM that is going to be killed; it opens no more lanes.
  void leaveNoTrace() { directory_.remove(); }
  /// Sends a frame on the control channel and returns the next one that comes.
  std::vector<std::uint8_t> control(const ReplyWriter& frame);

 private:
  void start(const std::string& program, const std::string& prefix);

  TemporaryDirectory directory_;
  SharedArena arena_;
  std::unique_ptr<HostProcess> host_;
  std::uint32_t spinRounds_;
  std::vector<std::uint8_t> welcome_;
  std::vector<std::unique_ptr<JavaLane>> lanes_;
};

/// A Hello for this arena, with a token of its own that is written there.
void buildHello(ReplyWriter& writer, const SharedArena& arena,
                int protocol = number<int>(wire::ProtocolVersion::Current), wire::HostAbi abi = wire::HostAbi::X64);

}  // namespace bascule::test
