#pragma once

#include <string>

#include "windows/handle.h"

namespace bascule {

/// One end of a FIFO that carries nothing but wake-ups. Wine reads and writes FIFOs without asking wineserver.
class Bell {
 public:
  enum class End { Listening, Ringing };

  /// Opens the FIFO at a Linux path. Throws Refusal (LaneFailed).
  Bell(const std::string& path, End end);

  /// Writes a byte. Ends the process if that fails: the JVM would wait for ever.
  void ring();
  /// Blocks until a byte has been read. Ends the process if that fails.
  void wait();

 private:
  Handle fifo_;
};

}  // namespace bascule
