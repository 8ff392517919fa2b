#pragma once

#include "portable/call_request.h"

namespace bascule {

/// What a Batch frame asks for, read once and checked; not the frames of its calls.
struct BatchRequest {
  /// In the frame's private copy.
  const wire::BatchCall* calls;
  std::uint32_t callCount;
  const wire::BatchLink* links;
  std::uint32_t linkCount;
  /// Where the progress stands: bytes from the start of the frame.
  std::uint32_t progressOffset;
};

/// Reads `batch`, which lies in `copy`. Throws Refusal (BadFrame or BadArgument).
BatchRequest readBatch(const FrameCopy& copy, const wire::Batch& batch);

/// Reads the Call of that index, which has been copied from the window. Throws Refusal (BadFrame or BadArgument).
CallRequest readBatchCall(const FrameCopy& copy, std::uint32_t index);

}  // namespace bascule
