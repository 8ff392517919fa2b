#include "windows/module_requests.h"

#include <cstdint>

#include "portable/exports.h"
#include "portable/text.h"
#include "windows/pointers.h"
#include "windows/windows_text.h"

namespace bascule {
namespace {

std::vector<std::wstring> directoriesOf(const wire::Load& request) {
  std::vector<std::wstring> directories;
  if (request.directories() != nullptr) {
    for (const flatbuffers::String* directory : *request.directories()) {
      directories.push_back(wide(*directory));
    }
  }
  return directories;
}

std::vector<ExportEntry> exportsOf(const ModuleReference& module) {
  return readExports(reinterpret_cast<const std::uint8_t*>(module.get()), module.readableSize());
}

bool isExecutable(std::uintptr_t address) {
  MEMORY_BASIC_INFORMATION region{};
  constexpr DWORD kExecutable = PAGE_EXECUTE | PAGE_EXECUTE_READ | PAGE_EXECUTE_READWRITE | PAGE_EXECUTE_WRITECOPY;
  return VirtualQuery(reinterpret_cast<const void*>(address), &region, sizeof region) != 0 &&
         (region.Protect & kExecutable) != 0;
}

/// What one entry takes in the frame at most: its table with vtable and padding, its place in the vector, its strings.
std::size_t frameBytes(const ExportEntry& entry) { return 96 + entry.name.size() + entry.forwarder.size(); }

flatbuffers::Offset<flatbuffers::String> optionalText(flatbuffers::FlatBufferBuilder& builder, std::string_view text) {
  return text.empty() ? flatbuffers::Offset<flatbuffers::String>() : builder.CreateString(printable(text));
}

flatbuffers::Offset<wire::Export> exportOf(flatbuffers::FlatBufferBuilder& builder, const ExportEntry& entry,
                                           std::uint64_t base) {
  const auto name = optionalText(builder, entry.name);
  const auto forwarder = optionalText(builder, entry.forwarder);
  const std::uint64_t address = entry.forwarder.empty() ? base + entry.rva : 0;
  return wire::CreateExport(builder, name, static_cast<std::uint16_t>(entry.ordinal), address, forwarder);
}

}  // namespace

void answerLoad(ModuleLoader& loader, const wire::Load& request, ReplyWriter& reply) {
  const LoadedModule loaded = loader.load(wide(*request.name()), directoriesOf(request));
  auto& builder = reply.fresh();
  const auto path = builder.CreateString(narrow(loaded.path));
  reply.finish(0, wire::CreateLoaded(builder, wireAddress(loaded.module), path));
}

void answerUnload(ModuleLoader& loader, const wire::Unload& request, ReplyWriter& reply) {
  loader.unload(request.module_());
  reply.finish(0, wire::CreateDone(reply.fresh()));
}

void answerResolve(const wire::Resolve& request, ReplyWriter& reply) {
  const ModuleReference module(request.module_());
  const bool byName = request.name() != nullptr;
  const std::string wanted =
      byName ? "function \"" + request.name()->str() + "\"" : "ordinal " + std::to_string(request.ordinal());
  if (byName ? request.name()->size() == 0 : request.ordinal() == 0) {
    throw Refusal(wire::FailureCode::BadArgument, "neither a name nor an ordinal is given");
  }
  const char* name = byName ? request.name()->c_str() : MAKEINTRESOURCEA(request.ordinal());
  const FARPROC function = GetProcAddress(module.get(), name);
  if (function == nullptr) {
    const DWORD error = GetLastError();
    throw Refusal(wire::FailureCode::NoSuchExport, narrow(modulePath(module.get())) + " does not export " + wanted,
                  error);
  }
  const auto address = reinterpret_cast<std::uintptr_t>(function);
  reply.finish(0, wire::CreateResolved(reply.fresh(), address, isExecutable(address)));
}

void answerListExports(const wire::ListExports& request, std::uint32_t room, ReplyWriter& reply) {
  const ModuleReference module(request.module_());
  const std::vector<ExportEntry> entries = exportsOf(module);
  auto& builder = reply.fresh();
  std::vector<flatbuffers::Offset<wire::Export>> page;
  std::size_t used = 128;
  for (std::size_t i = request.first(); i < entries.size(); ++i) {
    used += frameBytes(entries[i]);
    if (used > room) {
      break;
    }
    page.push_back(exportOf(builder, entries[i], request.module_()));
  }
  const auto vector = builder.CreateVector(page);
  reply.finish(0, wire::CreateExports(builder, static_cast<std::uint32_t>(entries.size()), vector));
}

void answerDescribe(const wire::Describe& request, ReplyWriter& reply) {
  HMODULE found = nullptr;
  // Windows takes a null address for a question about the program itself.
  const bool known =
      request.address() != 0 && addressable(request.address()) &&
      GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
                         pointer<const wchar_t>(request.address()), &found) != 0;
  if (!known) {
    reply.finish(0, wire::CreateDescribed(reply.fresh()));
    return;
  }
  const ModuleReference module(wireAddress(found));
  const std::uint64_t base = wireAddress(found);
  const std::vector<ExportEntry> entries = exportsOf(module);
  const ExportEntry* nearest = nearestExport(entries, static_cast<std::uint32_t>(request.address() - base));
  auto& builder = reply.fresh();
  const auto path = builder.CreateString(narrow(modulePath(found)));
  const std::string ordinal = nearest == nullptr ? "" : "#" + std::to_string(nearest->ordinal);
  const auto symbol = optionalText(builder, nearest == nullptr      ? std::string_view()
                                            : nearest->name.empty() ? std::string_view(ordinal)
                                                                    : nearest->name);
  reply.finish(0, wire::CreateDescribed(builder, path, base, symbol, nearest == nullptr ? 0 : base + nearest->rva));
}

}  // namespace bascule
