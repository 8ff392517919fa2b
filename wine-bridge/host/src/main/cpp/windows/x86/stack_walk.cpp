#include "windows/stack_walk.h"

namespace bascule {
namespace {

/// What `push ebp; mov ebp, esp` leaves behind.
struct Frame {
  std::uint32_t outer;
  std::uint32_t back;
};

}  // namespace

/// Functions that keep no frame pointer are stepped over: nothing says where their frames end.
void walkStack(CONTEXT& context, StackAddresses& found) {
  found.add(context.Eip);
  if (imageAt(context.Eip) == 0 && readable(context.Esp, sizeof(std::uint32_t))) {
    found.add(*reinterpret_cast<const std::uint32_t*>(context.Esp));
  }
  std::uint32_t at = context.Ebp;
  while (!found.full() && at >= context.Esp && at % sizeof at == 0 && readable(at, sizeof(Frame))) {
    const Frame& frame = *reinterpret_cast<const Frame*>(at);
    if (imageAt(frame.back) == 0 || frame.outer <= at) {
      return;
    }
    found.add(frame.back);
    at = frame.outer;
  }
}

}  // namespace bascule
