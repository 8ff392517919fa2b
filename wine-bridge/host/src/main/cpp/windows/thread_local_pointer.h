#pragma once

#include <windows.h>

namespace bascule {

/// One pointer per thread, without the C runtime: the threads that call thunks are the DLL's, and may be in the middle
/// of being started or ended. Its use changes the last error.
template <class T>
class ThreadLocalPointer {
 public:
  ThreadLocalPointer() : index_(TlsAlloc()) {}
  ThreadLocalPointer(const ThreadLocalPointer&) = delete;
  ThreadLocalPointer& operator=(const ThreadLocalPointer&) = delete;
  ~ThreadLocalPointer() { TlsFree(index_); }

  T* get() const { return static_cast<T*>(TlsGetValue(index_)); }
  void set(T* value) { TlsSetValue(index_, value); }

 private:
  const DWORD index_;
};

}  // namespace bascule
