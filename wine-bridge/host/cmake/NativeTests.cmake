# Tests, and the programs that play the JVM. HOST_DIRECTORY holds bascule-host.exe and dlls/, built for x64.
set(HOST_DIRECTORY "" CACHE PATH "The build directory of the x64 host")
set(TESTS src/test/cpp)
enable_testing()

add_library(peer STATIC
  ${TESTS}/peer/calls.cpp
  ${TESTS}/peer/fifo_bell.cpp
  ${TESTS}/peer/host_process.cpp
  ${TESTS}/peer/java_lane.cpp
  ${TESTS}/peer/jvm.cpp
  ${TESTS}/peer/shared_arena.cpp)
target_include_directories(peer PUBLIC ${TESTS})
target_compile_definitions(peer PUBLIC BASCULE_BUILD_DIRECTORY="${CMAKE_BINARY_DIR}")
target_link_libraries(peer PUBLIC portable)

add_executable(bascule-raw-roundtrip ${TESTS}/roundtrip_main.cpp)
target_link_libraries(bascule-raw-roundtrip PRIVATE peer)
