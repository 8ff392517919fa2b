# Tests, and the programs that play the JVM. HOST_DIRECTORY holds bascule-host.exe and dlls/, built for x64.
set(HOST_DIRECTORY "" CACHE PATH "The build directory of the x64 host")
set(TESTS src/test/cpp)
find_package(Threads REQUIRED)
find_package(doctest REQUIRED)
include(doctest)
enable_testing()

add_library(peer STATIC
  ${TESTS}/peer/calls.cpp
  ${TESTS}/peer/foreign_lanes.cpp
  ${TESTS}/peer/fifo_bell.cpp
  ${TESTS}/peer/host_process.cpp
  ${TESTS}/peer/java_lane.cpp
  ${TESTS}/peer/java_thread.cpp
  ${TESTS}/peer/jvm.cpp
  ${TESTS}/peer/shared_arena.cpp
  ${TESTS}/peer/thunks.cpp)
target_include_directories(peer PUBLIC ${TESTS})
target_compile_definitions(peer PUBLIC BASCULE_BUILD_DIRECTORY="${CMAKE_BINARY_DIR}")
target_link_libraries(peer PUBLIC portable)

add_executable(bascule-raw-roundtrip ${TESTS}/roundtrip_main.cpp)
target_link_libraries(bascule-raw-roundtrip PRIVATE peer)

# Everything that reads untrusted bytes, once more under the sanitizers: a spoiled frame must not even read astray.
add_executable(portable-tests
  ${PORTABLE}
  ${TESTS}/peer/calls.cpp
  ${TESTS}/peer/fifo_bell.cpp
  ${TESTS}/peer/java_lane.cpp
  ${TESTS}/peer/thunks.cpp
  ${TESTS}/portable/batch_test.cpp
  ${TESTS}/portable/call_request_test.cpp
  ${TESTS}/portable/carriage_test.cpp
  ${TESTS}/portable/conversation_test.cpp
  ${TESTS}/portable/each_test.cpp
  ${TESTS}/portable/exports_test.cpp
  ${TESTS}/portable/golden_test.cpp
  ${TESTS}/portable/kept_frames_test.cpp
  ${TESTS}/portable/main.cpp
  ${TESTS}/portable/turns_test.cpp
  ${TESTS}/portable/spin_budget_test.cpp
  ${TESTS}/portable/text_test.cpp
  ${TESTS}/portable/thunk_test.cpp
  ${TESTS}/portable/upcall_test.cpp
  ${TESTS}/portable/window_test.cpp
  ${TESTS}/portable/yields_test.cpp)
target_compile_definitions(portable-tests PRIVATE
  BASCULE_GOLDEN="${CMAKE_CURRENT_SOURCE_DIR}/../protocol/golden")
target_include_directories(portable-tests PRIVATE src/main/cpp ${TESTS})
target_compile_options(portable-tests PRIVATE -fsanitize=address,undefined -fno-sanitize-recover=all)
target_link_options(portable-tests PRIVATE -fsanitize=address,undefined)
target_link_libraries(portable-tests PRIVATE protocol Threads::Threads)
doctest_discover_tests(portable-tests TEST_PREFIX "portable: ")

add_executable(wine-tests
  ${TESTS}/wine/call_test.cpp
  ${TESTS}/wine/end_test.cpp
  ${TESTS}/wine/fault_test.cpp
  ${TESTS}/wine/main.cpp
  ${TESTS}/wine/memory_test.cpp
  ${TESTS}/wine/module_test.cpp
  ${TESTS}/wine/nesting_test.cpp
  ${TESTS}/wine/foreign_thread_test.cpp
  ${TESTS}/wine/session_test.cpp
  ${TESTS}/wine/thread_stack_test.cpp
  ${TESTS}/wine/under_wine.cpp
  ${TESTS}/wine/upcall_test.cpp)
target_compile_definitions(wine-tests PRIVATE
  BASCULE_GOLDEN="${CMAKE_CURRENT_SOURCE_DIR}/../protocol/golden"
  BASCULE_HOST_DIRECTORY="${HOST_DIRECTORY}"
  BASCULE_VERSION="${BASCULE_VERSION}")
target_link_libraries(wine-tests PRIVATE peer Threads::Threads)
# The first one may have to make a Wine prefix.
doctest_discover_tests(wine-tests TEST_PREFIX "wine: " PROPERTIES TIMEOUT 120)
