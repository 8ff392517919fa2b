#include "portable/frame_copy.h"

#include <algorithm>

namespace bascule {
namespace {

// A frame of the schema is three tables deep; only a reply holds more than three tables.
constexpr flatbuffers::uoffset_t kDeepest = 8;
constexpr flatbuffers::uoffset_t kMostTables = 65536;

const wire::Frame* verified(const std::uint8_t* bytes, std::uint32_t size) {
  flatbuffers::Verifier verifier(bytes, size, kDeepest, kMostTables);
  if (!wire::VerifyFrameBuffer(verifier)) {
    return nullptr;
  }
  const wire::Frame* frame = wire::GetFrame(bytes);
  // The generated verifier lets unknown types and absent messages pass.
  const bool known = frame->message_type() > wire::Message::NONE && frame->message_type() <= wire::Message::MAX;
  return known && frame->message() != nullptr ? frame : nullptr;
}

}  // namespace

// short_ is left as it is on purpose: clearing it would cost more than the copy.
FrameCopy::FrameCopy(const std::uint8_t* from, std::uint32_t size) : size_(size) {
  std::uint8_t* into = short_.data();
  if (size > kShort) {
    long_.resize(size);
    into = long_.data();
  }
  std::copy_n(from, size, into);
  bytes_ = into;
  frame_ = verified(bytes_, size_);
}

}  // namespace bascule
