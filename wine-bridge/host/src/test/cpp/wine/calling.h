#pragma once

#include "peer/java_thread.h"
#include "wine/under_wine.h"

namespace bascule::test {

using Slots = JavaThread::Slots;

inline std::int32_t asInt(std::uint64_t slot) { return static_cast<std::int32_t>(slot); }
inline UpcallResult integer(std::int64_t value) { return {static_cast<std::uint64_t>(value)}; }

/// A session whose lane answers upcalls by `handler`.
struct Calling {
  UnderWine wine;
  std::uint64_t dll = wine.calls.load(kDlls + "upcalling.dll");
  JavaThread java;

  explicit Calling(JavaThread::Handler handler) : java(wine.calls.lane(), std::move(handler)) {}

  std::uint64_t function(const std::string& name) { return wine.calls.resolve(dll, name); }
  wire::Outcome call(const std::string& name, const Slots& slots) { return java.call(function(name), slots); }
};

}  // namespace bascule::test
