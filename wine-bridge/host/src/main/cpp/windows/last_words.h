#pragma once

#include <windows.h>

#include <string>
#include <string_view>

namespace bascule {

/// Keeps a handle of stderr of its own, so that a DLL that closes or changes the standard one cannot silence the host.
void prepareWords();

/// One line on stderr.
void writeLine(std::string_view text);

/// What ends the process, on a line that the JVM tells to whoever uses the host. Only the first such line counts; false
/// if it has been written, or there is nothing to say any more.
bool lastWords(std::string_view text);

/// The end that begins now is one that the host has chosen: nothing more is to be said about it.
void endQuietly();

/// Notes that the calling thread answers calls, for whoever is told that something has happened on it.
void thisThreadServes();

/// "on thread 12, which the DLL made", or "on thread 12, which serves calls".
std::string thisThread();

/// An exception, as people want it told: its name, code, place, and what belongs to it.
std::string wordsFor(const EXCEPTION_RECORD& record);

/// The same, as the process's last words, even where the heap is damaged.
void lastWordsFor(const EXCEPTION_RECORD& record, std::string_view addition);

}  // namespace bascule
