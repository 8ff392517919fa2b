# The generated header and FlatBuffers' own headers, alone in a private include directory: a MinGW compiler must never
# see /usr/include, and a native one must see the same FlatBuffers.
find_program(FLATC flatc REQUIRED)
execute_process(COMMAND ${FLATC} --version OUTPUT_VARIABLE FLATC_VERSION OUTPUT_STRIP_TRAILING_WHITESPACE)
if(NOT FLATC_VERSION STREQUAL "flatc version ${FLATBUFFERS_VERSION}")
  message(FATAL_ERROR "flatc ${FLATBUFFERS_VERSION} is needed, but 'flatc --version' says '${FLATC_VERSION}'. "
    "Generated code and headers must be of one version (Debian 12: apt-get install flatbuffers-compiler libflatbuffers-dev).")
endif()

# Not find_path: the toolchain files forbid it to look outside MinGW's own directories.
set(FLATBUFFERS_HEADERS /usr/include/flatbuffers CACHE PATH "FlatBuffers' C++ headers")
if(NOT EXISTS ${FLATBUFFERS_HEADERS}/flatbuffers.h)
  message(FATAL_ERROR "No FlatBuffers headers in ${FLATBUFFERS_HEADERS} (Debian 12: apt-get install libflatbuffers-dev).")
endif()

set(PROTOCOL_INCLUDE ${CMAKE_BINARY_DIR}/include)
set(SCHEMA ${CMAKE_CURRENT_SOURCE_DIR}/../protocol/src/main/fbs/bascule.fbs)
file(MAKE_DIRECTORY ${PROTOCOL_INCLUDE})
file(CREATE_LINK ${FLATBUFFERS_HEADERS} ${PROTOCOL_INCLUDE}/flatbuffers SYMBOLIC)
add_custom_command(
  OUTPUT ${PROTOCOL_INCLUDE}/bascule_generated.h
  COMMAND ${FLATC} --cpp --scoped-enums --gen-mutable --cpp-std c++17 -o ${PROTOCOL_INCLUDE} ${SCHEMA}
  DEPENDS ${SCHEMA}
  COMMENT "Generating bascule_generated.h")
add_custom_target(protocol_header DEPENDS ${PROTOCOL_INCLUDE}/bascule_generated.h)

add_library(protocol INTERFACE)
add_dependencies(protocol protocol_header)
# SYSTEM: warnings in generated code are not ours.
target_include_directories(protocol SYSTEM INTERFACE ${PROTOCOL_INCLUDE})
