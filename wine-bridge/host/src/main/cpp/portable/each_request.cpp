#include "portable/each_request.h"

#include <string>

#include "portable/refusal.h"
#include "portable/widening.h"

namespace bascule {
namespace {

[[noreturn]] void refuse(wire::FailureCode code, std::string detail) { throw Refusal(code, std::move(detail)); }

void checkColumn(const wire::Column& column, std::uint32_t index, std::uint32_t slotCount) {
  const std::string name = "column " + std::to_string(index) + " of the Each ";
  if (!isWidth(column.bytes())) {
    refuse(wire::FailureCode::BadArgument,
           name + "has values of " + std::to_string(column.bytes()) + " bytes, not of 1, 2, 4 or 8");
  }
  if (column.slots() != 1 && !(column.slots() == 2 && column.bytes() == 8)) {
    refuse(wire::FailureCode::BadArgument, name + "goes to " + std::to_string(column.slots()) +
                                               " slots with values of " + std::to_string(column.bytes()) + " bytes");
  }
  if (std::uint32_t{column.slot()} + column.slots() > slotCount) {
    refuse(wire::FailureCode::BadArgument, name + "goes to slot " + std::to_string(column.slot()) + " of " +
                                               std::to_string(slotCount));
  }
}

}  // namespace

EachRequest readEach(const FrameCopy& copy, const wire::Each& each) {
  EachRequest request{};
  request.call = readCall(copy, *each.call());
  const wire::EachProgress* progress = each.progress();
  if (progress == nullptr) {
    refuse(wire::FailureCode::BadFrame, "the Each has no progress to be filled");
  }
  if (each.result_bytes() != 0 && !isWidth(each.result_bytes())) {
    refuse(wire::FailureCode::BadArgument,
           "Each.result_bytes is " + std::to_string(each.result_bytes()) + ", not 0, 1, 2, 4 or 8");
  }
  const auto* columns = each.columns();
  request.columnCount = columns == nullptr ? 0 : columns->size();
  const std::uint8_t* first = request.columnCount == 0 ? copy.bytes() : columns->Data();
  // FlatBuffers' verifier checks the alignment of the length only.
  if ((first - copy.bytes()) % static_cast<std::ptrdiff_t>(alignof(wire::Column)) != 0) {
    refuse(wire::FailureCode::BadFrame, "the Each's columns are not aligned to 8 bytes");
  }
  request.columns = reinterpret_cast<const wire::Column*>(first);
  for (std::uint32_t i = 0; i < request.columnCount; ++i) {
    checkColumn(request.columns[i], i, request.call.slotCount);
  }
  request.count = each.count();
  request.results = each.results();
  request.resultBytes = each.result_bytes();
  request.progressOffset = static_cast<std::uint32_t>(reinterpret_cast<const std::uint8_t*>(progress) - copy.bytes());
  return request;
}

}  // namespace bascule
