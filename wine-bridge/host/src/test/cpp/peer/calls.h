#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "peer/jvm.h"

namespace bascule::test {

/// Builds a Call frame as the JVM prepares it.
void buildCall(ReplyWriter& writer, std::uint64_t function, const std::vector<std::uint64_t>& slots,
               std::uint8_t flags = 0, wire::Convention convention = wire::Convention::Cdecl,
               wire::ResultRegister result = wire::ResultRegister::Integer);

/// The bits of a floating-point argument in its slot.
std::uint64_t bits(double value);
double asDouble(std::uint64_t bits);

/// Loads, resolves and calls over one lane. Each throws std::runtime_error with the host's detail where the host
/// refuses.
class Calls {
 public:
  explicit Calls(JavaLane& lane) : lane_(lane) {}

  std::uint64_t load(const std::string& name, const std::vector<std::string>& directories = {});
  std::uint64_t resolve(std::uint64_t module, const std::string& name);
  wire::Outcome call(std::uint64_t function, const std::vector<std::uint64_t>& slots, std::uint8_t flags = 0);
  /// The failure that this request is answered with.
  LaneReply request(const ReplyWriter& frame) { return lane_.exchange(frame); }

  JavaLane& lane() { return lane_; }

 private:
  JavaLane& lane_;
};

}  // namespace bascule::test
