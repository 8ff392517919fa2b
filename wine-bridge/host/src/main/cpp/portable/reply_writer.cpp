#include "portable/reply_writer.h"

#include "portable/text.h"

namespace bascule {

void ReplyWriter::fail(std::uint32_t id, const Refusal& refusal) {
  auto& builder = fresh();
  const auto detail = builder.CreateString(printable(refusal.detail));
  finish(id, wire::CreateFailure(builder, refusal.code, refusal.win32Error, detail, refusal.faultAddress));
}

}  // namespace bascule
