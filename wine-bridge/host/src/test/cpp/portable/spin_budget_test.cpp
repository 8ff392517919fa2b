#include "portable/spin_budget.h"

#include <doctest/doctest.h>

using bascule::SpinBudget;

namespace {

void failOften(SpinBudget& budget, int times) {
  for (int i = 0; i < times; ++i) {
    if (budget.next() > 0) {
      budget.failed();
    }
  }
}

}  // namespace

TEST_CASE("the first wait may spin for as long as is allowed") { CHECK(SpinBudget(1000).next() == 1000); }

TEST_CASE("spinning that succeeds keeps its budget") {
  SpinBudget budget(1000);
  for (int i = 0; i < 100; ++i) {
    CHECK(budget.next() == 1000);
    budget.succeeded(10);
  }
}

TEST_CASE("spinning that fails shrinks to nothing within ten waits") {
  SpinBudget budget(1000);
  failOften(budget, 10);
  CHECK(budget.next() == 0);
}

TEST_CASE("a wait without a budget is probed ever more rarely") {
  SpinBudget budget(1000);
  failOften(budget, 10);
  int probes = 0;
  for (int i = 0; i < 100000; ++i) {
    if (budget.next() > 0) {
      ++probes;
      budget.failed();
    }
  }
  CHECK(probes > 190);
  CHECK(probes < 210);
}

TEST_CASE("a probe that succeeds brings the budget back, four times what it took") {
  SpinBudget budget(1000);
  failOften(budget, 10);
  while (budget.next() == 0) {
  }
  budget.succeeded(100);
  CHECK(budget.next() == 400);
  budget.succeeded(200);
  CHECK(budget.next() == 800);
  budget.succeeded(700);
  CHECK(budget.next() == 1000);
}

TEST_CASE("spinning can be switched off") {
  SpinBudget budget(0);
  for (int i = 0; i < 10000; ++i) {
    CHECK(budget.next() == 0);
  }
}

TEST_CASE("rounds are proportional to the time asked for") {
  // A busy machine may hold up all the runs that one of them takes the shortest of.
  bool proportional = false;
  for (int attempt = 0; attempt < 50 && !proportional; ++attempt) {
    const auto one = bascule::spinRounds(10);
    const auto ten = bascule::spinRounds(100);
    proportional = one > 10 && ten > 3 * one && ten < 30 * one;
  }
  CHECK(proportional);
}
