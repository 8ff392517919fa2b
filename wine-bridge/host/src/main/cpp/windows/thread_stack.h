#pragma once

#include "portable/reply_writer.h"

namespace bascule {

/// Says where a thread is. Throws Refusal (BadArgument) if there is none of that id.
void answerLookAtThread(std::uint32_t id, const wire::LookAtThread& request, ReplyWriter& reply);

}  // namespace bascule
