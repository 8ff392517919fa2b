#pragma once

#include "portable/refusal.h"
#include "portable/wire.h"

namespace bascule {

/// Builds one reply frame after the other in a buffer that is kept, so that a reply costs no allocation.
class ReplyWriter {
 public:
  /// The builder, empty: for the parts of the next message.
  flatbuffers::FlatBufferBuilder& fresh() {
    builder_.Clear();
    return builder_;
  }

  /// Completes the frame around a message that was built in `fresh()`.
  template <class Message>
  void finish(std::uint32_t id, flatbuffers::Offset<Message> message) {
    wire::FinishFrameBuffer(builder_,
                            wire::CreateFrame(builder_, id, wire::MessageTraits<Message>::enum_value, message.Union()));
  }

  void fail(std::uint32_t id, const Refusal& refusal);

  const std::uint8_t* bytes() const { return builder_.GetBufferPointer(); }
  std::uint32_t size() const { return builder_.GetSize(); }

 private:
  flatbuffers::FlatBufferBuilder builder_;
};

}  // namespace bascule
