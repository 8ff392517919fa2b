#include "peer/thunks.h"

namespace bascule::test {

void buildUpcall(ReplyWriter& writer, std::uint64_t callback, std::uint32_t slots) {
  auto& builder = writer.fresh();
  const auto cells = builder.CreateVector(std::vector<std::uint64_t>(slots));
  writer.finish(0, wire::CreateUpcall(builder, callback, cells));
}

void buildCreateThunk(ReplyWriter& writer, const ThunkPlan& plan) {
  ReplyWriter upcall;
  buildUpcall(upcall, plan.callback, plan.slots);
  buildCreateThunk(writer, {upcall.bytes(), upcall.bytes() + upcall.size()}, plan);
}

void buildCreateThunk(ReplyWriter& writer, const std::vector<std::uint8_t>& frame, const ThunkPlan& plan) {
  auto& builder = writer.fresh();
  const auto bytes = builder.CreateVector(frame);
  writer.finish(0, wire::CreateCreateThunk(builder, bytes, plan.convention, plan.result, plan.floating));
}

}  // namespace bascule::test
