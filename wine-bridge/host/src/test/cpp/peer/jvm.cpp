#include "peer/jvm.h"

#include <stdlib.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <stdexcept>

#include "peer/check.h"

namespace bascule::test {

TemporaryDirectory::TemporaryDirectory() { check(mkdtemp(path_.data()) == nullptr ? -1 : 0, "mkdtemp"); }

TemporaryDirectory::~TemporaryDirectory() { remove(); }

void TemporaryDirectory::remove() { rmdir(path_.c_str()); }

void buildHello(ReplyWriter& writer, const SharedArena& arena, int protocol, wire::HostAbi abi) {
  std::vector<std::uint8_t> token(number<std::size_t>(wire::ArenaLayout::TokenSize));
  for (std::size_t i = 0; i < token.size(); ++i) {
    token[i] = static_cast<std::uint8_t>(i * 7 + 1);
  }
  std::memcpy(arena.base(), token.data(), token.size());
  auto& builder = writer.fresh();
  const auto path = builder.CreateString(arena.path());
  const auto segment = wire::CreateSegment(builder, path, arena.address(), arena.size());
  writer.finish(1, wire::CreateHello(builder, protocol, abi, builder.CreateVector(token), segment));
}

namespace {

constexpr int kStarts = 3;

/// What came instead of a Welcome: a refusal, or the host's end with what it printed.
std::string insteadOfWelcome(const std::vector<std::uint8_t>& answer, HostProcess& host) {
  if (!answer.empty()) {
    const auto* refused = wire::GetFrame(answer.data())->message_as_Failure();
    return refused == nullptr ? "another frame" : refused->detail()->str();
  }
  const auto status = host.waitFor(std::chrono::seconds(5));
  return "the end of the channel, " + (status ? "wait status " + std::to_string(*status) : std::string("still running")) +
         ", stderr \"" + host.errorOutput() + "\"";
}

}  // namespace

Jvm::Jvm(const std::string& program, const std::string& prefix, std::uint32_t spinMicroseconds)
    : arena_(8 * 1024 * 1024), spinRounds_(spinRounds(spinMicroseconds)) {
  start(program, prefix);
  arena_.unlink();
}

/// Under load a Wine process now and then ends without a word before the host's first line has run. The bridge starts it
/// again then, and so does this.
void Jvm::start(const std::string& program, const std::string& prefix) {
  ReplyWriter hello;
  buildHello(hello, arena_);
  for (int attempt = 1;; ++attempt) {
    host_ = std::make_unique<HostProcess>(program, prefix);
    welcome_ = control(hello);
    if (!welcome_.empty() && welcome().message_as_Welcome() != nullptr) {
      return;
    }
    const std::string instead = insteadOfWelcome(welcome_, *host_);
    if (!welcome_.empty() || attempt == kStarts) {
      throw std::runtime_error("the host did not answer with Welcome but with " + instead);
    }
    std::fprintf(stderr, "start %d: %s\n", attempt, instead.c_str());
  }
}

std::vector<std::uint8_t> Jvm::control(const ReplyWriter& frame) {
  host_->send(frame);
  return host_->receive();
}

std::uint8_t* Jvm::windowOf(std::uint32_t lane) {
  return arena_.base() + number<std::size_t>(wire::ArenaLayout::FirstBlock) + (lane - 1) * std::size_t{kWindow};
}

JavaLane& Jvm::openLane() {
  const auto id = static_cast<std::uint32_t>(lanes_.size() + 1);
  lanes_.push_back(std::make_unique<JavaLane>(id, windowOf(id), kWindow, directory_.path(), spinBudget()));
  ReplyWriter request;
  lanes_.back()->describe(request);
  const auto answer = control(request);
  if (answer.empty() || wire::GetFrame(answer.data())->message_as_LaneOpened() == nullptr) {
    throw std::runtime_error("the host did not open a lane");
  }
  lanes_.back()->unlinkBells();
  return *lanes_.back();
}

}  // namespace bascule::test
