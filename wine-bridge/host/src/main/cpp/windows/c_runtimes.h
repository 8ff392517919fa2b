#pragma once

namespace bascule {

/// Has what DLLs print with their C runtimes appear at once, and abort() raise an exception (0x40000015) instead of
/// ending the process: of those that are loaded, and of those that will be.
void prepareCRuntimes();

/// Writes what C runtimes still hold. May wait for a thread that is in the middle of printing.
void flushCRuntimes();

}  // namespace bascule
