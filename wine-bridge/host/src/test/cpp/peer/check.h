#pragma once

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>

namespace bascule::test {

/// The result of a system call, or an exception that names it.
template <class Result>
Result check(Result result, const char* call) {
  if (result < 0) {
    throw std::runtime_error(std::string(call) + ": " + std::strerror(errno));
  }
  return result;
}

}  // namespace bascule::test
