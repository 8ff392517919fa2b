#pragma once

#include "portable/call_request.h"

namespace bascule {

/// What an Each frame asks for, read once and checked; not where the columns lie.
struct EachRequest {
  CallRequest call;
  /// In the frame's private copy, aligned to 8.
  const wire::Column* columns;
  std::uint32_t columnCount;
  std::uint32_t count;
  std::uint64_t results;
  /// 0 for none.
  std::uint32_t resultBytes;
  /// Where the progress stands: bytes from the start of the frame.
  std::uint32_t progressOffset;
};

/// Reads `each`, which lies in `copy`. Throws Refusal (BadFrame or BadArgument).
EachRequest readEach(const FrameCopy& copy, const wire::Each& each);

}  // namespace bascule
