#include "portable/thunk_pool.h"

#include "portable/refusal.h"
#include "portable/text.h"

namespace bascule {

std::uint64_t ThunkPool::create(const ThunkRequest& request) {
  const std::lock_guard<std::mutex> lock(lock_);
  const ThunkShape& shape = *shapes_.insert(request.shape).first;
  const ThunkPlace place = take();
  used_.emplace(place.address, place.record);
  place.record->write(ThunkPurpose{&shape, request.callback});
  return place.address;
}

ThunkPlace ThunkPool::take() {
  if (freed_.size() > kQuarantine) {
    const ThunkPlace oldest = freed_.front();
    freed_.pop_front();
    return oldest;
  }
  if (fresh_.empty()) {
    fresh_ = more_();
  }
  const ThunkPlace place = fresh_.back();
  fresh_.pop_back();
  return place;
}

void ThunkPool::free(std::uint64_t address) {
  const std::lock_guard<std::mutex> lock(lock_);
  const auto found = used_.find(address);
  if (found == used_.end()) {
    throw Refusal(wire::FailureCode::BadArgument,
                  hex(address) + " was not made by CreateThunk, or has been freed already");
  }
  freed_.push_back(ThunkPlace{found->first, found->second});
  used_.erase(found);
}

}  // namespace bascule
