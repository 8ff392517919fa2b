#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "peer/calls.h"

namespace bascule::test {

inline const std::string kHost = BASCULE_HOST_DIRECTORY "/bascule-host.exe";
inline const std::string kDlls = "Z:" BASCULE_HOST_DIRECTORY "/dlls/";
inline const std::string kTestDll = kDlls + "bascule-test.dll";

/// A session of its own, with one lane and the test DLL loaded.
struct UnderWine {
  Jvm jvm{kHost, testPrefix()};
  Calls calls{jvm.openLane()};
  std::uint64_t dll = calls.load(kTestDll);

  std::uint64_t function(const std::string& name) { return calls.resolve(dll, name); }
  wire::Outcome call(const std::string& name, const std::vector<std::uint64_t>& slots = {}, std::uint8_t flags = 0) {
    return calls.call(function(name), slots, flags);
  }
  HostProcess& host() { return jvm.host(); }
  /// Test memory in the arena.
  template <class T = std::uint8_t>
  T* scratch() {
    return reinterpret_cast<T*>(jvm.scratch());
  }
};

/// The Failure in a reply, as "Code (win32 error): detail"; or the name of what came instead.
std::string failureIn(const wire::Frame& frame);

template <class Build>
std::string failureOf(Calls& calls, Build build) {
  ReplyWriter request;
  build(request);
  return failureIn(calls.request(request).frame());
}

/// Sends a request that is built by `build(builder)` and returns the reply.
template <class Build>
LaneReply ask(Calls& calls, Build build) {
  ReplyWriter request;
  request.finish(0, build(request.fresh()));
  return calls.request(request);
}

inline bool returned(const wire::Outcome& outcome) { return outcome.status() == number(wire::CallStatus::Returned); }
inline bool faulted(const wire::Outcome& outcome) { return outcome.status() == number(wire::CallStatus::Faulted); }

}  // namespace bascule::test
