// Every field of every golden frame, as the host reads it.

#include "portable/golden.h"

#include <doctest/doctest.h>

#include <set>

using namespace bascule;
using namespace bascule::test;

namespace {

constexpr std::uint64_t kModule = 0x7fff80000000;
constexpr std::uint64_t kFunction = 0x7fff80000013;
constexpr std::uint64_t kThunk = 0x100010000;
constexpr std::uint64_t kCallback = 12345678901;
constexpr const char* kDll = "C:\\vendor\\Prüfstand.dll";

void checkSegment(const wire::Segment& segment, const char* path, std::uint64_t address, std::uint64_t size) {
  CHECK(segment.path()->str() == path);
  CHECK(segment.address() == address);
  CHECK(segment.size() == size);
}

void checkExport(const wire::Export& entry, const char* name, int ordinal, std::uint64_t address,
                 const char* forwarder) {
  CHECK((entry.name() == nullptr ? "" : entry.name()->str()) == name);
  CHECK(entry.ordinal() == ordinal);
  CHECK(entry.address() == address);
  CHECK((entry.forwarder() == nullptr ? "" : entry.forwarder()->str()) == forwarder);
}

}  // namespace

TEST_CASE("there is a golden frame for every message") {
  std::set<wire::Message> types;
  for (const std::string& name : goldenNames("")) {
    types.insert(Golden(name).frame().message_type());
  }
  CHECK(types.size() == number<std::size_t>(wire::Message::MAX));
}

TEST_CASE("reads a Call") {
  const Golden golden("call");
  const auto& call = golden.message<wire::Call>();
  CHECK(golden.frame().id() == 0);
  CHECK(call.function() == kModule);
  CHECK(call.convention() == wire::Convention::Stdcall);
  CHECK(call.result() == wire::ResultRegister::Float64);
  CHECK(call.flags() == 1);
  REQUIRE(call.slots()->size() == 3);
  CHECK(call.slots()->Get(0) == 1);
  CHECK(call.slots()->Get(1) == ~std::uint64_t{0});
  CHECK(call.slots()->Get(2) == 0x4000000000000000);
}

TEST_CASE("reads what travels with a Call") {
  const Golden golden("carry");
  const auto& carry = golden.message<wire::Carry>();
  CHECK(carry.number() == 7);
  CHECK(carry.fixed() == 1);
  REQUIRE(carry.slots()->size() == 2);
  CHECK(carry.slots()->Get(0) == 0x200100000040);
  REQUIRE(carry.sections()->size() == 1);
  CHECK(carry.sections()->Get(0)->address() == 0x200100000040);
  CHECK(carry.sections()->Get(0)->size() == 24);
  CHECK(carry.guard() == 0x9E3779B97F4A7C15);
}

TEST_CASE("reads an Outcome") {
  const Golden golden("call");
  const wire::Outcome& outcome = *golden.message<wire::Call>().outcome();
  CHECK(outcome.status() == number(wire::CallStatus::Faulted));
  CHECK(outcome.last_error() == 87);
  CHECK(outcome.integer() == 0x8000000000000001);
  CHECK(outcome.floating() == 0x3ff8000000000000);
  CHECK(outcome.fault_code() == 0xC0000005);
  CHECK(outcome.fault_access() == 1);
  CHECK(outcome.fault_address() == kFunction);
  CHECK(outcome.fault_target() == 16);
}

TEST_CASE("reads an Upcall") {
  const Golden golden("upcall");
  const auto& upcall = golden.message<wire::Upcall>();
  CHECK(golden.frame().id() == 0);
  CHECK(upcall.callback() == kCallback);
  REQUIRE(upcall.slots()->size() == 3);
  CHECK(upcall.slots()->Get(0) == 1);
  CHECK(upcall.slots()->Get(1) == ~std::uint64_t{0});
  CHECK(upcall.slots()->Get(2) == 0x4000000000000000);
}

TEST_CASE("reads what concerns thunks and threads without a lane") {
  const Golden create("create-thunk");
  const auto& frame = *create.message<wire::CreateThunk>().frame();
  CHECK(std::vector<std::uint8_t>(frame.begin(), frame.end()) == goldenBytes("upcall"));
  CHECK(create.message<wire::CreateThunk>().convention() == wire::Convention::Stdcall);
  CHECK(create.message<wire::CreateThunk>().result() == wire::ResultRegister::Float64);
  CHECK(create.message<wire::CreateThunk>().floating() == 10);
  CHECK(Golden("thunk-created").message<wire::ThunkCreated>().address() == kThunk);
  CHECK(Golden("free-thunk").message<wire::FreeThunk>().address() == kThunk);
  CHECK(Golden("want-lane").message<wire::WantLane>().thread_id() == 4096);
  CHECK(Golden("want-lane").message<wire::WantLane>().callback() == kCallback);
  CHECK(Golden("deny-lane").frame().id() == 5);
  CHECK(Golden("deny-lane").message<wire::DenyLane>().thread_id() == 4096);
  CHECK(Golden("lane-ended").message<wire::LaneEnded>().lane() == 7);
}

TEST_CASE("reads what concerns modules") {
  const Golden load("load");
  CHECK(load.message<wire::Load>().name()->str() == kDll);
  REQUIRE(load.message<wire::Load>().directories()->size() == 2);
  CHECK(load.message<wire::Load>().directories()->Get(0)->str() == "C:\\vendor");
  CHECK(load.message<wire::Load>().directories()->Get(1)->str() == "Z:\\opt\\shared");
  const Golden loaded("loaded");
  CHECK(loaded.message<wire::Loaded>().module_() == kModule);
  CHECK(loaded.message<wire::Loaded>().path()->str() == kDll);
  CHECK(Golden("unload").message<wire::Unload>().module_() == kModule);
}

TEST_CASE("reads what concerns functions") {
  const Golden name("resolve");
  CHECK(name.message<wire::Resolve>().module_() == kModule);
  CHECK(name.message<wire::Resolve>().name()->str() == "bubblesort");
  CHECK(name.message<wire::Resolve>().ordinal() == 0);
  const Golden ordinal("resolve-ordinal");
  CHECK(ordinal.message<wire::Resolve>().module_() == kModule);
  CHECK(ordinal.message<wire::Resolve>().name() == nullptr);
  CHECK(ordinal.message<wire::Resolve>().ordinal() == 700);
  CHECK(Golden("resolved").message<wire::Resolved>().address() == kFunction);
  CHECK(Golden("resolved").message<wire::Resolved>().executable());
}

TEST_CASE("reads what concerns exports") {
  const Golden list("list-exports");
  CHECK(list.message<wire::ListExports>().module_() == kModule);
  CHECK(list.message<wire::ListExports>().first() == 250);
  const Golden exports("exports");
  const auto& entries = *exports.message<wire::Exports>().exports();
  CHECK(exports.message<wire::Exports>().total() == 300);
  REQUIRE(entries.size() == 3);
  checkExport(*entries[0], "bubblesort", 1, kFunction, "");
  checkExport(*entries[1], "", 700, kFunction + 1, "");
  checkExport(*entries[2], "tick", 65535, 0, "kernel32.GetTickCount");
}

TEST_CASE("reads what concerns memory") {
  const Golden read("read-memory");
  CHECK(read.message<wire::ReadMemory>().address() == 0x100000000);
  CHECK(read.message<wire::ReadMemory>().size() == 0x200000000);
  CHECK(read.message<wire::ReadMemory>().into() == 0x200000001000);
  const Golden text("read-terminated");
  CHECK(text.message<wire::ReadTerminated>().address() == 0x100000000);
  CHECK(text.message<wire::ReadTerminated>().unit() == 2);
  CHECK(text.message<wire::ReadTerminated>().limit() == 65536);
  CHECK(text.message<wire::ReadTerminated>().into() == 0x200000001000);
  const Golden write("write-memory");
  CHECK(write.message<wire::WriteMemory>().address() == 0x100000000);
  CHECK(write.message<wire::WriteMemory>().size() == 64);
  CHECK(write.message<wire::WriteMemory>().from() == 0x200000001000);
  CHECK(Golden("copied").message<wire::Copied>().size() == 0x200000000);
  CHECK(Golden("copied").message<wire::Copied>().terminated());
  CHECK(Golden("allocate").message<wire::Allocate>().size() == 0x10000000000);
  CHECK(Golden("allocated").message<wire::Allocated>().address() == 0x100000000);
  CHECK(Golden("free").message<wire::Free>().address() == 0x100000000);
  const Golden protect("protect");
  CHECK(protect.message<wire::Protect>().address() == 0x200100000000);
  CHECK(protect.message<wire::Protect>().size() == 8192);
  CHECK(protect.message<wire::Protect>().access() == wire::PageAccess::ReadWrite);
}

TEST_CASE("reads what concerns addresses") {
  CHECK(Golden("describe").message<wire::Describe>().address() == kFunction);
  const Golden look("look-at-thread");
  CHECK(look.message<wire::LookAtThread>().thread_id() == 4096);
  const Golden stack("thread-stack");
  const auto& places = *stack.message<wire::ThreadStack>().places();
  CHECK(places.size() == 2);
  CHECK(places[0]->module_()->str() == kDll);
  CHECK(places[0]->base() == kModule);
  CHECK(places[0]->symbol()->str() == "bubblesort");
  CHECK(places[0]->symbol_address() == kModule + 10);
  CHECK(places[1]->address() == 0x100000000);
  CHECK(places[1]->module_() == nullptr);

  const Golden described("described");
  CHECK(described.message<wire::Described>().module_()->str() == kDll);
  CHECK(described.message<wire::Described>().base() == kModule);
  CHECK(described.message<wire::Described>().symbol()->str() == "bubblesort");
  CHECK(described.message<wire::Described>().symbol_address() == kModule + 10);
}

TEST_CASE("reads Hello and Welcome") {
  const Golden hello("hello");
  CHECK(hello.frame().id() == 1);
  CHECK(hello.message<wire::Hello>().protocol() == 9);
  CHECK(hello.message<wire::Hello>().abi() == wire::HostAbi::X86);
  REQUIRE(hello.message<wire::Hello>().token()->size() == 16);
  CHECK(hello.message<wire::Hello>().token()->Get(0) == 0);
  CHECK(hello.message<wire::Hello>().token()->Get(15) == 255);
  checkSegment(*hello.message<wire::Hello>().arena(), "/dev/shm/bascule-1", 0x200000000000, 1 << 20);
  CHECK(hello.message<wire::Hello>().end_milliseconds() == 5000);
  CHECK(hello.message<wire::Hello>().alone());
  const Golden welcome("welcome");
  const auto& answer = welcome.message<wire::Welcome>();
  CHECK(welcome.frame().id() == 1);
  CHECK(answer.protocol() == 9);
  CHECK(answer.abi() == wire::HostAbi::X86);
  REQUIRE(answer.token()->size() == 16);
  CHECK(answer.token()->Get(0) == 255);
  CHECK(answer.token()->Get(15) == 0);
  CHECK(answer.process_id() == 32);
  CHECK(answer.wine_version()->str() == "8.0");
  CHECK(answer.host_version()->str() == "0.1.0");
}

TEST_CASE("reads what concerns lanes and segments") {
  const Golden open("open-lane");
  CHECK(open.frame().id() == 2);
  CHECK(open.message<wire::OpenLane>().lane() == 7);
  CHECK(open.message<wire::OpenLane>().window() == 0x200000001000);
  CHECK(open.message<wire::OpenLane>().size() == 65536);
  CHECK(open.message<wire::OpenLane>().host_bell()->str() == "/run/bascule/7.host");
  CHECK(open.message<wire::OpenLane>().java_bell()->str() == "/run/bascule/7.java");
  CHECK(open.message<wire::OpenLane>().thread_id() == 4096);
  CHECK(Golden("lane-opened").message<wire::LaneOpened>().lane() == 7);
  CHECK(Golden("lane-opened").message<wire::LaneOpened>().thread_id() == 4096);
  checkSegment(*Golden("map-segment").message<wire::MapSegment>().segment(), "/dev/shm/bascule-2", 0x200100000000,
               4096);
  CHECK(Golden("unmap-segment").message<wire::UnmapSegment>().address() == 0x200100000000);
}

TEST_CASE("reads Ping, Pong, Failure and messages without fields") {
  CHECK(Golden("ping").message<wire::Ping>().payload() == ~std::uint64_t{1});
  CHECK(Golden("pong").message<wire::Pong>().payload() == ~std::uint64_t{1});
  const Golden golden("failure");
  const auto& failure = golden.message<wire::Failure>();
  CHECK(golden.frame().id() == 9);
  CHECK(failure.code() == wire::FailureCode::MemoryFault);
  CHECK(failure.win32_error() == 998);
  CHECK(failure.detail()->str() == "the memory at 0x10 cannot be touched");
  CHECK(failure.fault_address() == 16);
  CHECK(Golden("goodbye").frame().id() == 0xFFFFFFFF);
  CHECK_NOTHROW(Golden("goodbye").message<wire::Goodbye>());
  CHECK_NOTHROW(Golden("close-lane").message<wire::CloseLane>());
  CHECK_NOTHROW(Golden("done").message<wire::Done>());
}

TEST_CASE("refuses every bad frame") {
  const auto names = goldenNames("bad/");
  CHECK(names.size() >= 16);
  for (const std::string& name : names) {
    CAPTURE(name);
    const auto bytes = goldenBytes(name);
    CHECK(FrameCopy(bytes.data(), static_cast<std::uint32_t>(bytes.size())).frame() == nullptr);
  }
}
