#pragma once

#include <windows.h>

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace bascule {

struct LoadedModule {
  HMODULE module;
  std::wstring path;
};

/// Loads DLLs and finds what they import.
class ModuleLoader {
 public:
  /// Loads `name`, a path or a bare module name. It and what it imports are looked for in the directory of the path,
  /// then in `directories`, then in the system. The directories also go to the end of PATH, for what the DLL loads
  /// later by itself. Throws Refusal (LoadFailed, InitialisationRefused).
  LoadedModule load(const std::wstring& name, const std::vector<std::wstring>& directories);
  /// Undoes one `load`. Throws Refusal (NoSuchModule).
  void unload(std::uint64_t module);

 private:
  // The user directories belong to the process, so that loads take turns. Recursive: DllMain may come back here in an
  // upcall.
  std::recursive_mutex lock_;
  std::map<HMODULE, unsigned> loads_;
  bool supplied_ = false;
};

/// A loaded module by its base address, kept loaded while this object lives. Throws Refusal (NoSuchModule).
class ModuleReference {
 public:
  explicit ModuleReference(std::uint64_t base);
  ModuleReference(const ModuleReference&) = delete;
  ModuleReference& operator=(const ModuleReference&) = delete;
  ~ModuleReference();

  HMODULE get() const { return module_; }
  /// How many bytes from the base on can be read: no loaded header is trusted with it.
  std::size_t readableSize() const;

 private:
  HMODULE module_ = nullptr;
};

/// How many bytes of the image at `base` can be read, from there on.
std::size_t readableBytes(std::uintptr_t base);

/// The full path of a loaded module.
std::wstring modulePath(HMODULE module);

}  // namespace bascule
