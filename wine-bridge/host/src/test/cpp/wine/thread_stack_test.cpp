#include <atomic>
#include <thread>

#include "wine/under_wine.h"

using namespace bascule;
using namespace bascule::test;

namespace {

std::uint32_t threadOf(UnderWine& wine) { return static_cast<std::uint32_t>(wine.call("thread_id").integer()); }

/// Asks where a thread is, and copies the answer.
std::vector<std::uint8_t> look(UnderWine& wine, std::uint32_t thread) {
  ReplyWriter request;
  request.finish(11, wire::CreateLookAtThread(request.fresh(), thread));
  return wine.jvm.control(request);
}

const wire::Frame& frameIn(const std::vector<std::uint8_t>& bytes) { return *wire::GetFrame(bytes.data()); }

std::string text(const flatbuffers::String* string) { return string == nullptr ? "" : string->str(); }

/// Whether a frame of the stack lies in this function of the test DLL.
bool isInside(UnderWine& wine, const wire::Frame& frame, std::uint64_t function, const std::string& name) {
  for (const auto* place : *frame.message_as_ThreadStack()->places()) {
    if (place->base() == wine.dll && text(place->symbol()) == name && place->symbol_address() == function &&
        text(place->module_()).find("bascule-test.dll") != std::string::npos && place->address() > function) {
      return true;
    }
  }
  return false;
}

/// Looks at a thread that calls a function until it is seen there.
bool seenInside(const std::string& name, const std::vector<std::uint64_t>& slots) {
  UnderWine wine;
  const std::uint32_t id = threadOf(wine);
  const std::uint64_t function = wine.function(name);
  std::thread caller([&] {
    try {
      wine.calls.call(function, slots);
    } catch (const std::exception&) {
      // The host is killed in the end.
    }
  });
  bool seen = false;
  for (int tries = 0; !seen && tries < 1000; ++tries) {
    const auto bytes = look(wine, id);
    CHECK(frameIn(bytes).id() == 11);
    CHECK(frameIn(bytes).message_type() == wire::Message::ThreadStack);
    seen = isInside(wine, frameIn(bytes), function, name);
  }
  caller.join();
  return seen;
}

}  // namespace

TEST_CASE("a thread that sleeps is seen in the function that it was called for") {
  CHECK(seenInside("sleep_and_return", {3000}));
}

TEST_CASE("a busy thread is seen in the function that it was called for, and goes on") {
  CHECK(seenInside("spin_for", {3000}));
}

TEST_CASE("a thread that nobody has cannot be looked at") {
  UnderWine wine;
  CHECK(failureIn(frameIn(look(wine, 4))) == "BadArgument (0): there is no thread 4 that could be looked at");
}
