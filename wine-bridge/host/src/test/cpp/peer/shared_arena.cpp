#include "peer/shared_arena.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>

#include "peer/check.h"

namespace bascule::test {
namespace {

/// Addresses that neither Linux nor Wine hands out by itself.
void* nextAddress() {
  static std::atomic<std::uint64_t> next{0x200000000000};
  return reinterpret_cast<void*>(next.fetch_add(0x100000000));
}

}  // namespace

SharedArena::SharedArena(std::size_t size) : path_("/dev/shm/bascule-test-XXXXXX"), size_(size) {
  const int fd = check(mkostemp(path_.data(), O_CLOEXEC), "mkostemp in /dev/shm");
  check(-posix_fallocate(fd, 0, static_cast<off_t>(size)), "posix_fallocate");
  void* mapped = mmap(nextAddress(), size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED_NOREPLACE, fd, 0);
  check(mapped == MAP_FAILED ? -1 : 0, "mmap");
  base_ = static_cast<std::uint8_t*>(mapped);
  close(fd);
}

SharedArena::~SharedArena() {
  munmap(base_, size_);
  unlink();
}

void SharedArena::unlink() { ::unlink(path_.c_str()); }

}  // namespace bascule::test
