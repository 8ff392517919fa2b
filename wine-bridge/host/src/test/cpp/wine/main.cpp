#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdio>
#include <exception>

#include "peer/host_process.h"

int main(int count, char** arguments) {
  try {
    // Before the first test, so that a missing Wine is one clear message.
    bascule::test::testPrefix();
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return 1;
  }
  return doctest::Context(count, arguments).run();
}
