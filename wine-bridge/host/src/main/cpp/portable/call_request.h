#pragma once

#include "portable/frame_copy.h"

namespace bascule {

/// What a Call frame asks for, read once and checked.
struct CallRequest {
  std::uint64_t function;
  wire::Convention convention;
  wire::ResultRegister result;
  bool clearLastError;
  /// Whether the function begins with `lastError`, and not with what the lane's previous call left.
  bool setLastError;
  std::uint32_t lastError;
  /// In the frame's private copy, aligned to 8.
  const std::uint64_t* slots;
  std::uint32_t slotCount;
  /// Where the outcome stands: bytes from the start of the frame.
  std::uint32_t outcomeOffset;
};

/// Reads `call`, which lies in `copy`. Throws Refusal (BadFrame or BadArgument).
CallRequest readCall(const FrameCopy& copy, const wire::Call& call);

}  // namespace bascule
