#include "wine/under_wine.h"

namespace bascule::test {

std::string failureIn(const wire::Frame& frame) {
  const auto* failure = frame.message_as_Failure();
  if (failure == nullptr) {
    return wire::EnumNameMessage(frame.message_type());
  }
  return std::string(wire::EnumNameFailureCode(failure->code())) + " (" + std::to_string(failure->win32_error()) +
         "): " + failure->detail()->str();
}

}  // namespace bascule::test
