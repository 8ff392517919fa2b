#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <set>
#include <unordered_map>
#include <vector>

#include "portable/thunk_record.h"

namespace bascule {

/// Where a thunk's code starts, and the record that it points to.
struct ThunkPlace {
  std::uint64_t address;
  ThunkRecord* record;
};

/// Gives thunks out and takes them back. One that has been given back is still called now and then, by a DLL that has
/// not noticed; so it keeps its purpose until 4,096 others have been given back.
class ThunkPool {
 public:
  /// `more` makes places that last as long as the process. It may throw Refusal.
  explicit ThunkPool(std::function<std::vector<ThunkPlace>()> more) : more_(std::move(more)) {}

  /// The address of a function for this purpose. Throws what `more` throws.
  std::uint64_t create(const ThunkRequest& request);
  /// Throws Refusal (BadArgument) if no thunk in use starts there.
  void free(std::uint64_t address);

  static constexpr std::size_t kQuarantine = 4096;

 private:
  ThunkPlace take();

  const std::function<std::vector<ThunkPlace>()> more_;
  std::mutex lock_;
  /// One for all thunks of a kind; never removed, see ThunkRecord.
  std::set<ThunkShape> shapes_;
  std::unordered_map<std::uint64_t, ThunkRecord*> used_;
  std::deque<ThunkPlace> freed_;
  std::vector<ThunkPlace> fresh_;
};

}  // namespace bascule
