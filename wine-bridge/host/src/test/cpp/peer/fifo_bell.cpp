#include "peer/fifo_bell.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "peer/check.h"

namespace bascule::test {

FifoBell::FifoBell(std::string path) : path_(std::move(path)) {
  check(mkfifo(path_.c_str(), 0600), "mkfifo");
  fd_ = check(open(path_.c_str(), O_RDWR | O_CLOEXEC), "open FIFO");
}

FifoBell::~FifoBell() {
  close(fd_);
  unlink();
}

void FifoBell::unlink() { ::unlink(path_.c_str()); }

void FifoBell::ring() { check(write(fd_, "!", 1), "write FIFO"); }

void FifoBell::wait() {
  // A host that has died never rings; a test must not wait for it for ever.
  pollfd rung{fd_, POLLIN, 0};
  if (check(poll(&rung, 1, 10000), "poll") == 0) {
    throw std::runtime_error("nobody rang " + path_ + " for 10 s: has the host died?");
  }
  char byte;
  check(read(fd_, &byte, 1), "read FIFO");
}

}  // namespace bascule::test
