#include "portable/yields.h"

#include <doctest/doctest.h>

using bascule::Yields;

namespace {

std::int64_t now = 0;
std::int64_t cost = 0;
int given = 0;

void passTime() {
  ++given;
  now += cost;
}

Yields fresh(std::int64_t price) {
  now = 1000;
  cost = price;
  given = 0;
  return Yields([] { return now; }, passTime);
}

const auto never = [] { return false; };
const auto always = [] { return true; };

}  // namespace

TEST_CASE("yields look each time") {
  Yields yields = fresh(300);
  CHECK(yields.await([] { return given == 3; }));
  CHECK(given == 3);
}

TEST_CASE("yields in vain take a hundredth of the time") {
  Yields yields = fresh(300);
  CHECK(!yields.await(never));
  CHECK(given == Yields::kMost);
  now += 100 * Yields::kMost * cost - 1;
  CHECK(!yields.await(always));
  CHECK(given == Yields::kMost);
  ++now;
  CHECK(yields.await(always));
}

TEST_CASE("yields stop when somebody else has taken the CPU") {
  Yields yields = fresh(3000000);
  CHECK(!yields.await(never));
  CHECK(given == 1);
  now += 299999999;
  CHECK(!yields.await(always));
  ++now;
  CHECK(yields.await(always));
  CHECK(!yields.await(always));
}
