#pragma once

#include <cstdint>
#include <string>

namespace bascule {

/// The file of the image that an address lies in, without directories; empty where there is no image. Unlike Windows'
/// own questions about modules it takes no lock of the loader, which the asking thread may never get.
std::string imageOf(std::uintptr_t address);

/// Where an address lies, for people: "demo.dll+0x1234 (fill+0x10)", or the bare address.
std::string placeOf(std::uintptr_t address);

}  // namespace bascule
