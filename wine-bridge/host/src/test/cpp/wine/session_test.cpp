#include <random>

#include "portable/golden.h"
#include "wine/under_wine.h"

using namespace bascule;
using namespace bascule::test;
using namespace std::chrono_literals;

namespace {

constexpr int kOurs = number<int>(wire::ProtocolVersion::Current);

const wire::Frame& frameOf(const std::vector<std::uint8_t>& bytes) {
  REQUIRE_FALSE(bytes.empty());
  return *wire::GetFrame(bytes.data());
}

/// A host that has not been greeted.
struct Ungreeted {
  SharedArena arena{1 << 20};
  HostProcess host{kHost, testPrefix()};

  std::vector<std::uint8_t> send(const ReplyWriter& frame) {
    host.send(frame);
    return host.receive();
  }

  void expectExit(int code) {
    const auto status = host.waitFor(kSoon);
    REQUIRE(status.has_value());
    CHECK(WIFEXITED(*status));
    CHECK(WEXITSTATUS(*status) == code);
  }
};

template <class Build>
std::string control(UnderWine& wine, Build build) {
  ReplyWriter request;
  request.finish(77, build(request.fresh()));
  const auto reply = wine.jvm.control(request);
  CHECK(frameOf(reply).id() == 77);
  return failureIn(frameOf(reply));
}

auto segment(flatbuffers::FlatBufferBuilder& builder, const SharedArena& arena) {
  const auto path = builder.CreateString(arena.path());
  return wire::CreateSegment(builder, path, arena.address(), arena.size());
}

}  // namespace

TEST_CASE("Hello is answered by Welcome") {
  UnderWine wine;
  CHECK(wine.jvm.welcome().id() == 1);
  const auto& welcome = *wine.jvm.welcome().message_as_Welcome();
  CHECK(welcome.protocol() == kOurs);
  CHECK(welcome.abi() == wire::HostAbi::X64);
  CHECK(std::equal(welcome.token()->begin(), welcome.token()->end(), wine.jvm.arena().base()));
  CHECK(welcome.process_id() != 0);
  CHECK(welcome.wine_version()->str().find('.') != std::string::npos);
  CHECK(welcome.host_version()->str() == BASCULE_VERSION);
}

TEST_CASE("a JVM of another protocol is refused") {
  Ungreeted host;
  ReplyWriter hello;
  buildHello(hello, host.arena, kOurs + 1);
  CHECK(failureIn(frameOf(host.send(hello))) == "VersionMismatch (0): this host speaks protocol version " +
                                                    std::to_string(kOurs) + ", the JVM " + std::to_string(kOurs + 1));
  host.expectExit(2);
}

TEST_CASE("a JVM that wants another ABI is refused") {
  Ungreeted host;
  ReplyWriter hello;
  buildHello(hello, host.arena, kOurs, wire::HostAbi::X86);
  CHECK(failureIn(frameOf(host.send(hello))) == "AbiMismatch (0): this host runs X64 code, the JVM wants X86");
  host.expectExit(2);
}

TEST_CASE("an arena without the token is refused") {
  Ungreeted host;
  ReplyWriter hello;
  buildHello(hello, host.arena);
  host.arena.base()[15] ^= 1;
  CHECK(failureIn(frameOf(host.send(hello))) == "TokenMismatch (0): the arena does not begin with the token of Hello");
  host.expectExit(2);
}

TEST_CASE("an arena that is not there is refused") {
  Ungreeted host;
  ReplyWriter hello;
  buildHello(hello, host.arena);
  unlink(host.arena.path().c_str());
  const std::string failure = failureIn(frameOf(host.send(hello)));
  CHECK(failure.find("MapFailed (2): segment " + host.arena.path() + " of 1048576 bytes at ") == 0);
  host.expectExit(2);
}

TEST_CASE("anything before Hello is refused") {
  Ungreeted host;
  ReplyWriter ping;
  ping.finish(5, wire::CreatePing(ping.fresh(), 1));
  const auto reply = host.send(ping);
  CHECK(frameOf(reply).id() == 5);
  CHECK(failureIn(frameOf(reply)) == "UnexpectedMessage (0): Ping came before Hello");
  host.expectExit(2);
}

TEST_CASE("after AddressTaken another Hello may follow") {
  Ungreeted host;
  ReplyWriter hello;
  auto& builder = hello.fresh();
  const auto path = builder.CreateString(host.arena.path());
  // Every Windows process has its shared user data there.
  const auto taken = wire::CreateSegment(builder, path, 0x7FFE0000, host.arena.size());
  const std::vector<std::uint8_t> token(16);
  hello.finish(1, wire::CreateHello(builder, kOurs, wire::HostAbi::X64, builder.CreateVector(token), taken));
  CHECK(failureIn(frameOf(host.send(hello))).find("AddressTaken (487): ") == 0);
  buildHello(hello, host.arena);
  CHECK(failureIn(frameOf(host.send(hello))) == "Welcome");
}

TEST_CASE("the control channel answers what belongs there, and refuses the rest") {
  UnderWine wine;
  CHECK(control(wine, [](auto& b) { return wire::CreatePing(b, 1); }) == "Pong");
  CHECK(control(wine, [](auto& b) { return wire::CreateAllocate(b, 1); }) ==
        "UnexpectedMessage (0): Allocate does not belong on the control channel");
  const auto bad = goldenBytes("bad/truncated");
  wine.host().send(bad.data(), static_cast<std::uint32_t>(bad.size()));
  CHECK(failureIn(frameOf(wine.host().receive())) ==
        "BadFrame (0): the 76 bytes do not pass FlatBuffers' verifier as a Frame");
  wine.host().send(bad.data(), 0);
  CHECK(failureIn(frameOf(wine.host().receive())) ==
        "BadFrame (0): the 0 bytes do not pass FlatBuffers' verifier as a Frame");
  CHECK(control(wine, [](auto& b) { return wire::CreatePing(b, 1); }) == "Pong");
}

TEST_CASE("a length beyond the limit ends the session") {
  UnderWine wine;
  const std::uint32_t length = 65537;
  wine.host().sendRaw(&length, sizeof length);
  CHECK(failureIn(frameOf(wine.host().receive())) ==
        "BadFrame (0): a control frame of 65537 bytes, at most 65536 are allowed");
  CHECK(wine.host().waitFor(kSoon).has_value());
}

TEST_CASE("segments come and go") {
  UnderWine wine;
  SharedArena more(4096);
  more.base()[100] = 42;
  CHECK(control(wine, [&](auto& b) { return wire::CreateMapSegment(b, segment(b, more)); }) == "Done");
  CHECK((wine.call("read_at", {more.address() + 100}).integer() & 0xFF) == 42);
  CHECK(control(wine, [&](auto& b) {
          return wire::CreateMapSegment(b, segment(b, more));
        }).find("AddressTaken (487)") == 0);
  CHECK(control(wine, [&](auto& b) { return wire::CreateUnmapSegment(b, more.address()); }) == "Done");
  CHECK(faulted(wine.call("read_at", {more.address() + 100})));
  CHECK(control(wine, [&](auto& b) {
          return wire::CreateUnmapSegment(b, more.address());
        }).find("BadArgument (0): no segment starts at ") == 0);
}

TEST_CASE("a segment with an open lane stays") {
  UnderWine wine;
  CHECK(control(wine, [&](auto& b) {
          return wire::CreateUnmapSegment(b, wine.jvm.arena().address());
        }).find("BadArgument (0): lane 1 lies in the segment at ") == 0);
  CHECK(wine.call("add", {1, 2}).integer() == 3);
}

TEST_CASE("lanes that cannot be opened are refused") {
  UnderWine wine;
  const auto open = [&](std::uint32_t lane, std::uint64_t window, std::uint32_t size, const char* bell) {
    return control(wine, [&](auto& b) {
      return wire::CreateOpenLane(b, lane, window, size, b.CreateString(bell), b.CreateString(bell));
    });
  };
  const std::uint64_t scratch = wine.jvm.scratch();
  CHECK(open(1, scratch, 65536, "/tmp/x") == "BadArgument (0): lane 1 is open already");
  CHECK(open(2, scratch + 8, 65536, "/tmp/x").find("BadArgument (0): a lane's window is aligned to 64") == 0);
  CHECK(open(2, scratch, 100, "/tmp/x").find("BadArgument (0): a lane's window is aligned to 64") == 0);
  CHECK(open(2, 0x10000, 65536, "/tmp/x").find("BadArgument (0): a lane's window is aligned to 64") == 0);
  CHECK(open(2, scratch, 65536, "relative") == "BadArgument (0): \"relative\" is not an absolute Linux path");
  CHECK(open(2, scratch, 65536, "/not/there").find("LaneFailed (3): the bell /not/there cannot be opened") == 0);
  CHECK(wine.call("add", {1, 2}).integer() == 3);
}

TEST_CASE("a closed lane's number can be used again") {
  UnderWine wine;
  CHECK(failureIn(ask(wine.calls, [](auto& b) { return wire::CreateCloseLane(b); }).frame()) == "Done");
  const std::string answer = control(wine, [&](auto& b) {
    const auto bell = b.CreateString("/not/there");
    return wire::CreateOpenLane(b, 1, wine.jvm.scratch(), 65536, bell, bell);
  });
  CHECK(answer.find("LaneFailed") == 0);
}

namespace {

/// Some requests do harm when they are understood: that is no fault of the host.
bool mayBeSent(const std::vector<std::uint8_t>& bytes) {
  const FrameCopy copy(bytes.data(), static_cast<std::uint32_t>(bytes.size()));
  if (copy.frame() == nullptr) {
    return true;
  }
  switch (copy.frame()->message_type()) {
    case wire::Message::Call:         // would jump anywhere
    case wire::Message::WriteMemory:  // would write anywhere
    case wire::Message::Allocate:     // would use up the machine's memory
    case wire::Message::CloseLane: return false;
    default: return true;
  }
}

}  // namespace

TEST_CASE("no spoiled frame hurts the host") {
  const auto seed = std::random_device{}();
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  UnderWine wine;
  std::vector<std::vector<std::uint8_t>> good;
  for (const std::string& name : goldenNames("")) {
    if (name != "close-lane") {
      good.push_back(goldenBytes(name));
    }
  }
  for (int i = 0; i < 20000; ++i) {
    auto frame = good[random() % good.size()];
    for (std::size_t change = 0; change <= random() % 4; ++change) {
      frame[random() % frame.size()] = static_cast<std::uint8_t>(random());
    }
    if (mayBeSent(frame)) {
      wine.calls.lane().exchange(frame.data(), static_cast<std::uint32_t>(frame.size()));
    }
  }
  CHECK(wine.call("add", {1, 2}).integer() == 3);
}
