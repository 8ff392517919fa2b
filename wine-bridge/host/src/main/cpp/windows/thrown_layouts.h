#pragma once

#include <windows.h>

#include <string>

namespace bascule {

/// What lies behind an exception record of a C++ runtime.
struct Thrown {
  /// As the runtime spells it; null if the record is not as expected.
  const char* type;
  /// The object's part of class std::exception; null if it has none.
  void* standard;
};

/// Both read what the record leads to without any check.
Thrown thrownByGnu(const EXCEPTION_RECORD& record);
Thrown thrownByMicrosoft(const EXCEPTION_RECORD& record);

/// "std::runtime_error" of ".?AVruntime_error@std@@"; what is not as simple as that stays as it is.
std::string microsoftTypeName(const char* decorated);

/// Calls what() of a std::exception.
const char* whatOf(void* standard, bool gnu);

}  // namespace bascule
