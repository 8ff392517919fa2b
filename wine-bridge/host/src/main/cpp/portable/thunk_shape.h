#pragma once

#include <string>

#include "portable/wire.h"

namespace bascule {

/// What the upcalls of one kind of thunk have in common: the frame that Java has prepared, with empty slots, and where
/// its parts stand. It is checked once; an upcall with many slots copies it and patches them.
struct ThunkShape {
  /// A whole frame, in which the slots are 0, and the callback's number too.
  std::string frame;
  /// Bytes from the start of the frame; `callbackAt` is 0 where the frame has no number, which means 0.
  std::uint32_t callbackAt;
  std::uint32_t slotsAt;
  std::uint32_t slotCount;
  wire::Convention convention;
  wire::ResultRegister result;
  /// x64: bit i says that slot i arrives in XMMi.
  std::uint8_t floating;
};

/// Two that are equal serve the same calls.
bool operator<(const ThunkShape& left, const ThunkShape& right);

struct ThunkRequest {
  ThunkShape shape;
  std::uint64_t callback;
};

/// Reads a CreateThunk. Throws Refusal (BadArgument).
ThunkRequest readThunk(const wire::CreateThunk& request);

}  // namespace bascule
