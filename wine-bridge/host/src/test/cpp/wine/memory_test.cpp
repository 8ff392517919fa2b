#include <cstring>

#include "wine/under_wine.h"

using namespace bascule;
using namespace bascule::test;

namespace {

struct Memory {
  UnderWine wine;

  template <class Build>
  std::string ask(Build build) {
    return failureIn(test::ask(wine.calls, build).frame());
  }

  std::uint64_t allocate(std::uint64_t size) {
    const LaneReply reply = test::ask(wine.calls, [&](auto& b) { return wire::CreateAllocate(b, size); });
    REQUIRE(reply.frame().message_as_Allocated() != nullptr);
    return reply.frame().message_as_Allocated()->address();
  }

  std::string read(std::uint64_t address, std::uint64_t size) {
    return ask([&](auto& b) { return wire::CreateReadMemory(b, address, size, wine.jvm.scratch()); });
  }

  std::string write(std::uint64_t address, std::uint64_t size) {
    return ask([&](auto& b) { return wire::CreateWriteMemory(b, address, size, wine.jvm.scratch()); });
  }

  /// "size" or "size, terminated".
  std::string readTerminated(std::uint64_t address, std::uint8_t unit, std::uint64_t limit) {
    const LaneReply reply = test::ask(
        wine.calls, [&](auto& b) { return wire::CreateReadTerminated(b, address, unit, limit, wine.jvm.scratch()); });
    const auto* copied = reply.frame().message_as_Copied();
    return copied == nullptr ? failureIn(reply.frame())
                             : std::to_string(copied->size()) + (copied->terminated() ? ", terminated" : "");
  }
};

}  // namespace

TEST_CASE("allocated memory is zeroed, can be written and read") {
  Memory memory;
  const std::uint64_t heap = memory.allocate(5000);
  auto* scratch = memory.wine.scratch();
  std::memset(scratch, 0xAA, 5000);
  CHECK(memory.read(heap, 5000) == "ReadMemory");
  CHECK(std::count(scratch, scratch + 5000, 0) == 5000);

  std::strcpy(memory.wine.scratch<char>(), "written");
  CHECK(memory.write(heap + 10, 8) == "WriteMemory");
  std::memset(scratch, 0, 5000);
  CHECK(memory.read(heap + 10, 8) == "ReadMemory");
  CHECK(std::string(memory.wine.scratch<char>()) == "written");
}

TEST_CASE("text is read up to its zero, and no further") {
  Memory memory;
  const std::uint64_t heap = memory.allocate(100);
  std::memcpy(memory.wine.scratch(), "abc\0def\0\0\0\0\0", 12);
  memory.write(heap, 12);
  std::memset(memory.wine.scratch(), 0xAA, 16);
  CHECK(memory.readTerminated(heap, 1, 100) == "4, terminated");
  CHECK(std::memcmp(memory.wine.scratch(), "abc\0\xAA", 5) == 0);
  CHECK(memory.readTerminated(heap, 2, 100) == "10, terminated");
  CHECK(memory.readTerminated(heap, 4, 100) == "12, terminated");
  CHECK(memory.readTerminated(heap, 1, 3) == "3");
  CHECK(memory.readTerminated(heap, 4, 7) == "4");
  CHECK(memory.readTerminated(heap, 3, 7) == "BadArgument (0): units have 1, 2 or 4 bytes, not 3");
}

TEST_CASE("memory that cannot be touched is an answer") {
  Memory memory;
  CHECK(memory.read(0x10, 4) == "MemoryFault (0): the memory at 0x10 cannot be touched");
  CHECK(memory.write(memory.wine.function("add"), 4).substr(0, 16) == "MemoryFault (0):");
  CHECK(memory.readTerminated(0x10, 1, 4) == "MemoryFault (0): the memory at 0x10 cannot be touched");
  CHECK(memory.read(0xFFFFFFFFFFFFFFF0, 0x20) ==
        "MemoryFault (0): 32 bytes at 0xfffffffffffffff0 are beyond this process's addresses");
  CHECK(memory.wine.call("add", {1, 2}).integer() == 3);
}

TEST_CASE("copies start and end in the arena") {
  Memory memory;
  const std::uint64_t heap = memory.allocate(100);
  const auto readInto = [&](std::uint64_t into, std::uint64_t size) {
    return memory.ask([&](auto& b) { return wire::CreateReadMemory(b, heap, size, into); });
  };
  const SharedArena& arena = memory.wine.jvm.arena();
  const std::uint64_t end = arena.address() + arena.size();
  CHECK(readInto(end - 100, 100) == "ReadMemory");
  CHECK(readInto(end - 99, 100).find("BadArgument (0): 100 bytes at ") == 0);
  CHECK(readInto(heap, 8).find("BadArgument (0): 8 bytes at ") == 0);
  CHECK(readInto(end - 8, ~std::uint64_t{0}).find("BadArgument (0): ") == 0);
}

TEST_CASE("only what was allocated can be freed, and only once") {
  Memory memory;
  const std::uint64_t heap = memory.allocate(0);
  const auto free = [&](std::uint64_t address) {
    return memory.ask([&](auto& b) { return wire::CreateFree(b, address); });
  };
  CHECK(free(heap + 8).find("BadArgument (0): ") == 0);
  CHECK(free(heap) == "Done");
  CHECK(free(heap).find("was not allocated by Allocate, or is free already") != std::string::npos);
  CHECK(free(0) == "BadArgument (0): 0x0 was not allocated by Allocate, or is free already");
}

TEST_CASE("memory that is not there cannot be allocated") {
  Memory memory;
  CHECK(memory.ask([](auto& b) { return wire::CreateAllocate(b, std::uint64_t{1} << 62); }) ==
        "OutOfMemory (8): the process heap has no 4611686018427387904 bytes");
  CHECK(memory.ask([](auto& b) { return wire::CreateAllocate(b, std::uint64_t{1} << 40); }) ==
        "OutOfMemory (8): the process heap has no 1099511627776 bytes");
}

TEST_CASE("pages of the arena can be taken away from the host's threads, and given back") {
  Memory memory;
  const std::uint64_t page = (memory.wine.jvm.scratch() + 8191) & ~std::uint64_t{4095};
  const auto protect = [&](std::uint64_t address, std::uint64_t size, wire::PageAccess access) {
    return memory.ask([&](auto& b) { return wire::CreateProtect(b, address, size, access); });
  };
  CHECK(protect(page, 8192, wire::PageAccess::None) == "Done");
  const wire::Outcome touched = memory.wine.call("write_at", {page + 4096, 7});
  CHECK(faulted(touched));
  CHECK(touched.fault_target() == page + 4096);
  CHECK(returned(memory.wine.call("write_at", {page + 8192, 7})));
  CHECK(returned(memory.wine.call("write_at", {page - 4, 7})));
  CHECK(protect(page, 8192, wire::PageAccess::ReadWrite) == "Done");
  CHECK(returned(memory.wine.call("write_at", {page + 4096, 7})));
  CHECK(protect(page, 0, wire::PageAccess::None).find("BadArgument (0): 0 bytes at ") == 0);
  CHECK(protect(0x10000, 4096, wire::PageAccess::None) ==
        "BadArgument (0): 4096 bytes at 0x10000 do not lie in one segment of the arena");
  CHECK(protect(page, 4096, static_cast<wire::PageAccess>(2)) ==
        "BadArgument (0): Protect.access is 2, which the schema does not have");
}

TEST_CASE("the ends of a segment are guarded") {
  Memory memory;
  const SharedArena segment(4 * 65536);
  const auto map = [&](std::uint32_t guard) {
    ReplyWriter request;
    auto& builder = request.fresh();
    const auto path = builder.CreateString(segment.path());
    const auto piece = wire::CreateSegment(builder, path, segment.address(), segment.size(), guard);
    request.finish(2, wire::CreateMapSegment(builder, piece));
    const std::vector<std::uint8_t> answer = memory.wine.jvm.control(request);
    return failureIn(*wire::GetFrame(answer.data()));
  };
  CHECK(map(4096).find("guards of 4096 bytes") != std::string::npos);
  CHECK(map(3 * 65536).find("guards of 196608 bytes") != std::string::npos);
  REQUIRE(map(65536) == "Done");
  const auto written = [&](std::uint64_t offset) {
    return returned(memory.wine.call("write_at", {segment.address() + offset, 7}));
  };
  CHECK(!written(0));
  CHECK(!written(65532));
  CHECK(written(65536));
  CHECK(written(3 * 65536 - 4));
  CHECK(!written(3 * 65536));
  CHECK(!written(4 * 65536 - 4));
}
