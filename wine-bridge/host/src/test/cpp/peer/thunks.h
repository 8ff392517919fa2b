#pragma once

#include "peer/calls.h"

namespace bascule::test {

/// What a thunk is made of.
struct ThunkPlan {
  std::uint64_t callback;
  std::uint32_t slots;
  std::uint8_t floating = 0;
  wire::ResultRegister result = wire::ResultRegister::Integer;
  wire::Convention convention = wire::Convention::Cdecl;
};

/// Builds an Upcall frame as the JVM prepares it.
void buildUpcall(ReplyWriter& writer, std::uint64_t callback, std::uint32_t slots);

void buildCreateThunk(ReplyWriter& writer, const ThunkPlan& plan);
/// With any bytes for a frame.
void buildCreateThunk(ReplyWriter& writer, const std::vector<std::uint8_t>& frame, const ThunkPlan& plan = {});

}  // namespace bascule::test
