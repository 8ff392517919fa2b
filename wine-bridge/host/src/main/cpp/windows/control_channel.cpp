#include "windows/control_channel.h"

#include <cstring>

#include "windows/crash_policy.h"

namespace bascule {

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
    if (!ReadFile(pipes_.fromJvm.get(), at, static_cast<DWORD>(count), &got, nullptr) || got == 0) {
      return false;
    }
    at += got;
    count -= got;
  }
  return true;
}

void ControlChannel::write(const ReplyWriter& frame) {
  const std::uint32_t length = frame.size();
  std::vector<std::uint8_t> bytes(sizeof length + length);
  std::memcpy(bytes.data(), &length, sizeof length);
  std::memcpy(bytes.data() + sizeof length, frame.bytes(), length);

  const std::lock_guard<std::mutex> lock(writing_);
  std::size_t done = 0;
  while (done < bytes.size()) {
    DWORD written = 0;
    if (!WriteFile(pipes_.toJvm.get(), bytes.data() + done, static_cast<DWORD>(bytes.size() - done), &written,
                   nullptr)) {
      endProcess(ExitStatus::ChannelClosed);
    }
    done += written;
  }
}

}  // namespace bascule
