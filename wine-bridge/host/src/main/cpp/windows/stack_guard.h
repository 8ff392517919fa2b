#pragma once

#include <cstdint>

namespace bascule {

/// Sees to it that a stack overflow of the calling thread becomes an exception while there is still room to handle it.
/// To be called at the thread's start and again after each overflow, which uses the guard up.
///
/// By itself, Wine leaves one page or two, which is less than one exception takes on a CPU with AVX-512; it then ends
/// the thread without a word.
void armStackGuard();

/// The lowest address of the calling thread's (or fiber's) stack that may be used: the guard lies below.
std::uintptr_t stackFloor();

}  // namespace bascule
