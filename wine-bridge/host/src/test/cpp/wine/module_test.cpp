#include <cstring>
#include <map>

#include "wine/under_wine.h"

using namespace bascule;
using namespace bascule::test;

namespace {

struct Listing {
  std::uint32_t total = 0;
  std::map<std::string, std::uint64_t> byName;
  std::map<std::string, std::string> forwarders;
  std::map<std::uint32_t, std::uint64_t> nameless;
  std::uint32_t pages = 0;
};

Listing list(Calls& calls, std::uint64_t module) {
  Listing listing;
  std::uint32_t first = 0;
  do {
    const LaneReply reply = ask(calls, [&](auto& b) { return wire::CreateListExports(b, module, first); });
    const auto* page = reply.frame().message_as_Exports();
    REQUIRE(page != nullptr);
    listing.total = page->total();
    ++listing.pages;
    for (const wire::Export* entry : *page->exports()) {
      if (entry->name() == nullptr) {
        listing.nameless[entry->ordinal()] = entry->address();
      } else if (entry->forwarder() != nullptr) {
        listing.forwarders[entry->name()->str()] = entry->forwarder()->str();
      } else {
        listing.byName[entry->name()->str()] = entry->address();
      }
    }
    REQUIRE(page->exports()->size() > 0);
    first += page->exports()->size();
  } while (first < listing.total);
  CHECK(listing.byName.size() + listing.forwarders.size() + listing.nameless.size() == listing.total);
  return listing;
}

std::string loadFailure(Calls& calls, const std::string& name, const std::vector<std::string>& directories = {}) {
  return failureOf(calls, [&](ReplyWriter& request) {
    auto& builder = request.fresh();
    const auto list = builder.CreateVectorOfStrings(directories);
    request.finish(0, wire::CreateLoad(builder, builder.CreateString(name), list));
  });
}

int answerWith(const std::string& dll, const std::vector<std::string>& directories) {
  UnderWine wine;
  const std::uint64_t module = wine.calls.load(kDlls + dll, directories);
  return static_cast<int>(wine.calls.call(wine.calls.resolve(module, "dependent_answer"), {}).integer());
}

}  // namespace

TEST_CASE("imports are found beside the DLL first, then in the given directories in their order") {
  const std::string near = kDlls + "near";
  const std::string elsewhere = kDlls + "elsewhere";
  CHECK(answerWith("near/dependent.dll", {}) == 1);
  CHECK(answerWith("near/dependent.dll", {elsewhere}) == 1);
  CHECK(answerWith("lonely/lonely.dll", {elsewhere, near}) == 2);
  CHECK(answerWith("lonely/lonely.dll", {near, elsewhere}) == 1);
}

TEST_CASE("a bare name is found in the given directories") {
  UnderWine wine;
  const std::uint64_t module = wine.calls.load("dependency", {kDlls + "elsewhere"});
  CHECK(wine.calls.call(wine.calls.resolve(module, "dependency_answer"), {}).integer() == 2);
}

TEST_CASE("directories of one load do not serve the next") {
  UnderWine wine;
  wine.calls.load("msvcrt.dll", {kDlls + "elsewhere"});
  CHECK(loadFailure(wine.calls, "dependency.dll") ==
        "LoadFailed (126): \"dependency.dll\" cannot be loaded, error 126 (Module not found.)");
}

TEST_CASE("what a DLL loads by itself is found in the directories") {
  UnderWine wine;
  wine.calls.load("msvcrt.dll", {kDlls + "elsewhere"});
  std::strcpy(wine.scratch<char>(), "dependency.dll");
  CHECK(wine.call("load_by_name", {wine.jvm.scratch()}).integer() != 0);
}

TEST_CASE("a DLL that cannot be loaded is refused with the reason") {
  UnderWine wine;
  CHECK(loadFailure(wine.calls, "C:\\not\\there.dll") ==
        "LoadFailed (126): \"C:\\not\\there.dll\" cannot be loaded, error 126 (Module not found.)");
  CHECK(loadFailure(wine.calls, kDlls + "lonely/lonely.dll").substr(0, 17) == "LoadFailed (126):");
  CHECK(loadFailure(wine.calls, kDlls + "refusing.dll").substr(0, 29) == "InitialisationRefused (1114):");
  CHECK(loadFailure(wine.calls, kDlls + "crashing.dll").substr(0, 17) == "LoadFailed (998):");
  CHECK(loadFailure(wine.calls, kDlls + "text.dll") ==
        "LoadFailed (193): \"" + kDlls + "text.dll\" cannot be loaded, error 193");
  CHECK(loadFailure(wine.calls, "relative", {"not\\absolute"}) ==
        "LoadFailed (87): \"not\\absolute\" cannot be searched, error 87 (Invalid parameter.)");
  CHECK(loadFailure(wine.calls, "bad\xFF") == "BadArgument (0): \"bad?\" is not UTF-8 text without zero bytes");
}

TEST_CASE("loading tells the full path of the DLL") {
  UnderWine wine;
  const LaneReply reply = ask(wine.calls, [](auto& b) { return wire::CreateLoad(b, b.CreateString("MSVCRT")); });
  CHECK(reply.frame().message_as_Loaded()->path()->str() == "C:\\windows\\system32\\msvcrt.dll");
}

TEST_CASE("functions are found by name, by ordinal and through forwarders") {
  UnderWine wine;
  CHECK(wine.function("also_add") == wine.function("add"));
  const std::uint64_t kernel = wine.calls.load("kernel32.dll");
  CHECK(wine.function("forwarded_tick_count") == wine.calls.resolve(kernel, "GetTickCount"));
  const LaneReply seven = ask(wine.calls, [&](auto& b) { return wire::CreateResolve(b, wine.dll, 0, 700); });
  REQUIRE(seven.frame().message_as_Resolved() != nullptr);
  CHECK(wine.calls.call(seven.frame().message_as_Resolved()->address(), {}).integer() == 77);
}

TEST_CASE("what is not exported is refused by name") {
  UnderWine wine;
  const auto failure = [&](auto build) { return failureIn(ask(wine.calls, build).frame()); };
  CHECK(failure([&](auto& b) {
          return wire::CreateResolve(b, wine.dll, b.CreateString("Add"));
        }).find("bascule-test.dll does not export function \"Add\"") != std::string::npos);
  CHECK(failure([&](auto& b) {
          return wire::CreateResolve(b, wine.dll, 0, 9999);
        }).find("bascule-test.dll does not export ordinal 9999") != std::string::npos);
  CHECK(failure([&](auto& b) { return wire::CreateResolve(b, wine.dll); }) ==
        "BadArgument (0): neither a name nor an ordinal is given");
  CHECK(failure([&](auto& b) {
          return wire::CreateResolve(b, wine.dll + 4096, b.CreateString("add"));
        }).substr(0, 17) == "NoSuchModule (0):");
  CHECK(failure([&](auto& b) { return wire::CreateResolve(b, 0x1234, b.CreateString("add")); }) ==
        "NoSuchModule (0): no module is loaded at 0x1234");
}

TEST_CASE("lists the exports of a DLL") {
  UnderWine wine;
  const Listing listing = list(wine.calls, wine.dll);
  CHECK(listing.byName.at("add") == wine.function("add"));
  CHECK(listing.byName.at("also_add") == wine.function("add"));
  CHECK(listing.forwarders.at("forwarded_tick_count") == "kernel32.GetTickCount");
  CHECK(listing.nameless.count(700) == 1);
  CHECK(listing.pages == 1);
}

TEST_CASE("lists many exports page by page") {
  UnderWine wine;
  const std::uint64_t ntdll = wine.calls.load("ntdll.dll");
  const Listing listing = list(wine.calls, ntdll);
  CHECK(listing.total > 1000);
  CHECK(listing.byName.at("NtReadFile") == wine.calls.resolve(ntdll, "NtReadFile"));
}

TEST_CASE("tells which module and export an address belongs to") {
  UnderWine wine;
  const std::uint64_t function = wine.function("overflow_stack");
  const LaneReply reply = ask(wine.calls, [&](auto& b) { return wire::CreateDescribe(b, function + 5); });
  const auto& described = *reply.frame().message_as_Described();
  CHECK(described.base() == wine.dll);
  CHECK(described.module_()->str().find("bascule-test.dll") != std::string::npos);
  CHECK(described.symbol()->str() == "overflow_stack");
  CHECK(described.symbol_address() == function);

  const LaneReply nowhere = ask(wine.calls, [&](auto& b) { return wire::CreateDescribe(b, 0x1234); });
  CHECK(nowhere.frame().message_as_Described()->module_() == nullptr);
  CHECK(nowhere.frame().message_as_Described()->base() == 0);
}

TEST_CASE("a module is unloaded when it has been unloaded as often as loaded") {
  UnderWine wine;
  const std::string path = kDlls + "near/dependency.dll";
  const std::uint64_t module = wine.calls.load(path);
  CHECK(wine.calls.load(path) == module);
  const auto unload = [&] {
    return failureIn(ask(wine.calls, [&](auto& b) { return wire::CreateUnload(b, module); }).frame());
  };
  CHECK(unload() == "Done");
  CHECK_NOTHROW(wine.calls.resolve(module, "dependency_answer"));
  CHECK(unload() == "Done");
  CHECK_THROWS(wine.calls.resolve(module, "dependency_answer"));
  CHECK(unload().find("NoSuchModule (0): ") == 0);
}
