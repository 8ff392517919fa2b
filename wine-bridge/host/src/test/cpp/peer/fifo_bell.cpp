#include "peer/fifo_bell.h"

#include <fcntl.h>
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
  unlink(path_.c_str());
}

void FifoBell::ring() { check(write(fd_, "!", 1), "write FIFO"); }

void FifoBell::wait() {
  char byte;
  check(read(fd_, &byte, 1), "read FIFO");
}

}  // namespace bascule::test
