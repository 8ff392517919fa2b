#include "windows/hello.h"

#include <windows.h>

#include <cstring>

#include "windows/pointers.h"

namespace bascule {
namespace {

constexpr wire::HostAbi kAbi = sizeof(void*) == 8 ? wire::HostAbi::X64 : wire::HostAbi::X86;
constexpr std::int32_t kProtocol = number<std::int32_t>(wire::ProtocolVersion::Current);
constexpr std::uint32_t kTokenSize = number(wire::ArenaLayout::TokenSize);

void checkVersions(const wire::Hello& hello) {
  if (hello.protocol() != kProtocol) {
    throw Refusal(wire::FailureCode::VersionMismatch, "this host speaks protocol version " + std::to_string(kProtocol) +
                                                          ", the JVM " + std::to_string(hello.protocol()));
  }
  if (hello.abi() != kAbi) {
    throw Refusal(wire::FailureCode::AbiMismatch, std::string("this host runs ") + wire::EnumNameHostAbi(kAbi) +
                                                      " code, the JVM wants " + wire::EnumNameHostAbi(hello.abi()));
  }
  if (hello.token()->size() != kTokenSize) {
    throw Refusal(wire::FailureCode::TokenMismatch, "a token of " + std::to_string(hello.token()->size()) +
                                                        " bytes, expected " + std::to_string(kTokenSize));
  }
}

void checkToken(const wire::Hello& hello) {
  const auto& arena = *hello.arena();
  const bool room = arena.size() >= number<std::uint64_t>(wire::ArenaLayout::FirstBlock);
  const auto* token = pointer<std::uint8_t>(arena.address()) + number<std::size_t>(wire::ArenaLayout::Token);
  if (!room || std::memcmp(token, hello.token()->data(), kTokenSize) != 0) {
    throw Refusal(wire::FailureCode::TokenMismatch, "the arena does not begin with the token of Hello");
  }
}

std::string wineVersion() {
  using GetVersion = const char*(CDECL*)();
  const HMODULE ntdll = GetModuleHandleW(L"ntdll.dll");
  const auto version = reinterpret_cast<GetVersion>(reinterpret_cast<void*>(GetProcAddress(ntdll, "wine_get_version")));
  return version == nullptr ? "none: this is Windows" : version();
}

}  // namespace

void answerHello(Arena& arena, std::uint32_t id, const wire::Hello& hello, ReplyWriter& reply) {
  checkVersions(hello);
  arena.map(*hello.arena());
  try {
    checkToken(hello);
  } catch (const Refusal&) {
    arena.unmap(hello.arena()->address());
    throw;
  }
  auto& builder = reply.fresh();
  const auto token = builder.CreateVector(hello.token()->data(), hello.token()->size());
  const auto wine = builder.CreateString(wineVersion());
  const auto version = builder.CreateString(BASCULE_VERSION);
  reply.finish(id, wire::CreateWelcome(builder, kProtocol, kAbi, token, GetCurrentProcessId(), wine, version));
}

}  // namespace bascule
