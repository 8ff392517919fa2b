#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "portable/frame_copy.h"

namespace bascule::test {

/// The bytes of golden/NAME.frame.
inline std::vector<std::uint8_t> goldenBytes(const std::string& name) {
  const std::string path = std::string(BASCULE_GOLDEN) + "/" + name + ".frame";
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw std::runtime_error("cannot read " + path);
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The names of the frames in golden/ or a directory below it.
inline std::vector<std::string> goldenNames(const std::string& directory) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(BASCULE_GOLDEN) + "/" + directory)) {
    if (entry.path().extension() == ".frame") {
      names.push_back(directory + entry.path().stem().string());
    }
  }
  return names;
}

/// A golden frame through the host's own check.
class Golden {
 public:
  explicit Golden(const std::string& name)
      : bytes_(goldenBytes(name)), copy_(bytes_.data(), static_cast<std::uint32_t>(bytes_.size())) {
    if (copy_.frame() == nullptr) {
      throw std::runtime_error(name + " is not accepted");
    }
  }

  const wire::Frame& frame() const { return *copy_.frame(); }
  const FrameCopy& copy() const { return copy_; }

  template <class Message>
  const Message& message() const {
    const Message* message = frame().message_as<Message>();
    if (message == nullptr) {
      throw std::runtime_error(std::string("it is a ") + wire::EnumNameMessage(frame().message_type()));
    }
    return *message;
  }

 private:
  std::vector<std::uint8_t> bytes_;
  FrameCopy copy_;
};

}  // namespace bascule::test
