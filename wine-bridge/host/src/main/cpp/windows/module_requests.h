#pragma once

#include "portable/reply_writer.h"
#include "windows/module_loader.h"

namespace bascule {

// Each builds its reply, or throws Refusal.

void answerLoad(ModuleLoader& loader, const wire::Load& request, ReplyWriter& reply);
void answerUnload(ModuleLoader& loader, const wire::Unload& request, ReplyWriter& reply);
void answerResolve(const wire::Resolve& request, ReplyWriter& reply);
/// As many exports as fit into `room` bytes.
void answerListExports(const wire::ListExports& request, std::uint32_t room, ReplyWriter& reply);
void answerDescribe(const wire::Describe& request, ReplyWriter& reply);

}  // namespace bascule
