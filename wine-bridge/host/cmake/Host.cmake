# bascule-host.exe, and the DLLs that its tests call.
enable_language(ASM)

if(CMAKE_SIZEOF_VOID_P EQUAL 8)
  set(ARCH x64)
  set(ENTRY mainCRTStartup)
  set(DLL_ENTRY DllMain)
else()
  set(ARCH x86)
  set(ENTRY _mainCRTStartup)
  set(DLL_ENTRY _DllMain@12)
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
  src/main/cpp/windows/fault_record.cpp
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
  src/main/cpp/windows/supplied_modules.cpp
  src/main/cpp/windows/thread_stack.cpp
  src/main/cpp/windows/thread_watch.cpp
  src/main/cpp/windows/thunk_chunk.cpp
  src/main/cpp/windows/upcalls.cpp
  src/main/cpp/windows/windows_text.cpp
  src/main/cpp/windows/${ARCH}/fault_handler.cpp
  src/main/cpp/windows/${ARCH}/stack_walk.cpp
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
# What Windows has and this Wine may not. Without a C runtime: it is loaded into every host that needs it.
add_library(bcryptprimitives SHARED
  src/main/cpp/supplied/bcryptprimitives.cpp
  src/main/cpp/supplied/bcryptprimitives.def)
set_target_properties(bcryptprimitives PROPERTIES PREFIX "" RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/supplied)
target_compile_options(bcryptprimitives PRIVATE -fno-exceptions)
target_link_options(bcryptprimitives PRIVATE -nostdlib -s
  -Wl,--no-insert-timestamp -Wl,--kill-at -Wl,-e,${DLL_ENTRY})
target_link_libraries(bcryptprimitives PRIVATE kernel32)
add_dependencies(bascule-host bcryptprimitives)
include(cmake/TestDlls.cmake)
