#pragma once

#include "portable/call_request.h"

namespace bascule {

/// What a Batch frame asks for, read once and checked: once this is there, none of its calls can be refused any more.
struct BatchRequest {
  /// In the frame's private copy, as all that follows; aligned to 8.
  const wire::BatchFunction* functions;
  const wire::BatchCall* calls;
  std::uint32_t callCount;
  const wire::BatchLink* links;
  std::uint32_t linkCount;
  const std::uint64_t* slots;
  /// Whether the first call begins with `lastError`, and not with what the lane's previous call left.
  bool setLastError;
  std::uint32_t lastError;
  /// Where the parts stand that are answered: bytes from the start of the frame.
  std::uint32_t outcomesOffset;
  std::uint32_t lastOffset;
  std::uint32_t progressOffset;
};

/// Reads `batch`, which lies in `copy`. Throws Refusal (BadFrame or BadArgument).
BatchRequest readBatch(const FrameCopy& copy, const wire::Batch& batch);

}  // namespace bascule
