#pragma once

#include "portable/reply_writer.h"
#include "windows/arena.h"

namespace bascule {

/// Checks a Hello, maps the arena and builds the Welcome. Throws Refusal; nothing stays mapped then.
void answerHello(Arena& arena, std::uint32_t id, const wire::Hello& hello, ReplyWriter& reply);

}  // namespace bascule
