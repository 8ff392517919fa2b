#pragma once

namespace bascule {

/// Has what DLLs print with their C runtimes appear at once: of those that are loaded, and of those that will be.
void unbufferCRuntimes();

/// Writes what C runtimes still hold. May wait for a thread that is in the middle of printing.
void flushCRuntimes();

}  // namespace bascule
