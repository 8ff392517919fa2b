# bascule-host.exe, and the DLLs that its tests call.
enable_language(ASM)

if(CMAKE_SIZEOF_VOID_P EQUAL 8)
  set(ARCH x64)
  set(ENTRY mainCRTStartup)
else()
  set(ARCH x86)
  set(ENTRY _mainCRTStartup)
  # Windows threads start with a stack that is aligned to 4 bytes only; SSE wants 16.
  add_compile_options(-msse2 -mfpmath=sse -mstackrealign)
endif()
add_compile_definitions(UNICODE _UNICODE WIN32_LEAN_AND_MEAN NOMINMAX _WIN32_WINNT=0x0A00)

add_executable(bascule-host
  src/main/cpp/windows/arena.cpp
  src/main/cpp/windows/bell.cpp
  src/main/cpp/windows/c_runtimes.cpp
  src/main/cpp/windows/call.cpp
  src/main/cpp/windows/control_channel.cpp
  src/main/cpp/windows/crash_policy.cpp
  src/main/cpp/windows/foreign_thread.cpp
  src/main/cpp/windows/foreign_threads.cpp
  src/main/cpp/windows/guarded_memory.cpp
  src/main/cpp/windows/heap.cpp
  src/main/cpp/windows/hello.cpp
  src/main/cpp/windows/lane.cpp
  src/main/cpp/windows/lane_end.cpp
  src/main/cpp/windows/lane_service.cpp
  src/main/cpp/windows/main.cpp
  src/main/cpp/windows/memory_requests.cpp
  src/main/cpp/windows/module_loader.cpp
  src/main/cpp/windows/module_requests.cpp
  src/main/cpp/windows/search_directories.cpp
  src/main/cpp/windows/orderly_end.cpp
  src/main/cpp/windows/session.cpp
  src/main/cpp/windows/stack_guard.cpp
  src/main/cpp/windows/standard_streams.cpp
  src/main/cpp/windows/thread_watch.cpp
  src/main/cpp/windows/thunk_chunk.cpp
  src/main/cpp/windows/upcalls.cpp
  src/main/cpp/windows/windows_text.cpp
  src/main/cpp/windows/${ARCH}/fault_handler.cpp
  src/main/cpp/windows/${ARCH}/stub_policy.cpp
  src/main/cpp/windows/${ARCH}/invoke.S
  src/main/cpp/windows/${ARCH}/thunk_code.cpp
  src/main/cpp/windows/${ARCH}/upcall.S)
target_compile_definitions(bascule-host PRIVATE BASCULE_VERSION="${BASCULE_VERSION}")
target_link_libraries(bascule-host PRIVATE portable)
target_compile_options(bascule-host PRIVATE -ffunction-sections -fdata-sections)
# A program of the windows subsystem gets no console from Wine; the console entry point keeps C runtimes from answering
# abort() with a message box.
target_link_options(bascule-host PRIVATE -static -s
  -Wl,--gc-sections -Wl,--no-insert-timestamp -Wl,--subsystem,windows -Wl,-e,${ENTRY})
include(cmake/TestDlls.cmake)
