#include "windows/control_channel.h"

#include <array>
#include <cstring>
#include <string>

#include "windows/crash_policy.h"

namespace bascule {

ControlChannel::ControlChannel(ControlPipes pipes)
    : pipes_(std::move(pipes)), writing_(CreateMutexW(nullptr, FALSE, nullptr)) {}

std::optional<std::vector<std::uint8_t>> ControlChannel::read() {
  std::uint32_t length = 0;
  if (!readExactly(&length, sizeof length)) {
    return std::nullopt;
  }
  if (length > number(wire::Limit::ControlFrameBytes)) {
    throw Refusal(wire::FailureCode::BadFrame, "a control frame of " + std::to_string(length) + " bytes, at most " +
                                                   std::to_string(number(wire::Limit::ControlFrameBytes)) +
                                                   " are allowed");
  }
  std::vector<std::uint8_t> frame(length);
  if (!readExactly(frame.data(), length)) {
    return std::nullopt;
  }
  return frame;
}

bool ControlChannel::readExactly(void* into, std::size_t count) {
  auto* at = static_cast<std::uint8_t*>(into);
  while (count > 0) {
    DWORD got = 0;
    const bool read = ReadFile(pipes_.fromJvm.get(), at, static_cast<DWORD>(count), &got, nullptr) != 0;
    if (!read || got == 0) {
      endError_ = read ? 0 : GetLastError();
      return false;
    }
    at += got;
    count -= got;
  }
  return true;
}

void ControlChannel::write(const ReplyWriter& frame) {
  const std::uint32_t length = frame.size();
  // Short frames are what threads of the DLL send. One that is terminated meanwhile must not be in the heap, whose lock
  // would never come free again.
  std::array<std::uint8_t, 512> few;
  std::vector<std::uint8_t> many;
  std::uint8_t* bytes = few.data();
  if (sizeof length + length > few.size()) {
    many.resize(sizeof length + length);
    bytes = many.data();
  }
  std::memcpy(bytes, &length, sizeof length);
  std::memcpy(bytes + sizeof length, frame.bytes(), length);
  WaitForSingleObject(writing_.get(), INFINITE);
  writeExactly(bytes, sizeof length + length);
  ReleaseMutex(writing_.get());
}

void ControlChannel::writeExactly(const std::uint8_t* from, std::size_t count) {
  while (count > 0) {
    DWORD written = 0;
    if (!WriteFile(pipes_.toJvm.get(), from, static_cast<DWORD>(count), &written, nullptr)) {
      endProcess(ExitStatus::ChannelClosed,
                 "the control channel cannot be written, Windows error " + std::to_string(GetLastError()));
    }
    from += written;
    count -= written;
  }
}

}  // namespace bascule
