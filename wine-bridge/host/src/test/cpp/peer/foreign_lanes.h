#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "peer/java_thread.h"

namespace bascule::test {

/// Plays the JVM's part for threads of the DLL: opens a lane for each that asks, with a thread that answers its
/// upcalls, until the host says that it has ended.
class ForeignLanes {
 public:
  ForeignLanes(Jvm& jvm, JavaThread::Handler handler) : jvm_(jvm), handler_(std::move(handler)) {}
  ForeignLanes(const ForeignLanes&) = delete;
  ForeignLanes& operator=(const ForeignLanes&) = delete;
  ~ForeignLanes();

  /// Takes the next frame from the control channel, which must be one that concerns lanes; returns its type.
  wire::Message next();
  /// Goes on until this lane is open, which may be one of the test's own.
  void untilOpened(std::uint32_t lane);
  /// Goes on until so many lanes have ended.
  void untilEnded(int count);
  /// Whether lanes are denied from now on.
  void deny(bool denies = true) { denies_ = denies; }
  /// From now on lanes are opened with bells that are not there.
  void spoilBells() { spoils_ = true; }
  /// What OpenLane or DenyLane has been refused with last.
  const std::string& lastFailure() const { return failure_; }
  /// Java threads that have been needed at the same time.
  std::size_t most() const { return most_; }
  /// Windows threads that have asked, in their order.
  const std::vector<std::uint32_t>& asked() const { return asked_; }

 private:
  struct Open {
    std::unique_ptr<JavaLane> lane;
    std::atomic<bool> served{false};
    std::thread thread;
  };

  void want(const wire::WantLane& want);
  void end(std::uint32_t lane);

  Jvm& jvm_;
  JavaThread::Handler handler_;
  std::map<std::uint32_t, Open> open_;
  std::vector<std::uint32_t> asked_;
  bool denies_ = false;
  bool spoils_ = false;
  std::size_t most_ = 0;
  std::uint32_t opened_ = 0;
  std::string failure_;
};

}  // namespace bascule::test
