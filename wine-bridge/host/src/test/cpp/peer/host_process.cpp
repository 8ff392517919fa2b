#include "peer/host_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "peer/check.h"

namespace bascule::test {
namespace {

struct Wine {
  std::string loader;
  std::string server;
};

/// Where Debian 12 and 13, newer ones, and WineHQ have it.
const std::vector<Wine> kWines = {
    {"/usr/lib/wine/wine64", "/usr/lib/wine/wineserver64"},
    {"/usr/lib/x86_64-linux-gnu/wine/wine", "/usr/lib/x86_64-linux-gnu/wine/wineserver"},
    {"/opt/wine-stable/bin/wine", "/opt/wine-stable/bin/wineserver"},
};

bool executable(const std::string& path) { return access(path.c_str(), X_OK) == 0; }

const Wine& wine() {
  for (const Wine& each : kWines) {
    if (executable(each.loader)) {
      return each;
    }
  }
  throw std::runtime_error("Wine is needed for these tests, but there is no " + kWines.front().loader +
                           " (Debian 12: apt-get install wine64), nor " + kWines[1].loader + ", nor " +
                           kWines[2].loader);
}

[[noreturn]] void become(const std::vector<const char*>& command, const std::string& prefix) {
  setenv("WINEPREFIX", prefix.c_str(), 1);
  setenv("WINEDEBUG", "-all", 1);
  setenv("WINEDLLOVERRIDES", "mscoree=;mshtml=;winemenubuilder.exe=d;winewayland.drv=", 1);
  unsetenv("DISPLAY");
  std::vector<char*> arguments;
  for (const char* part : command) {
    arguments.push_back(const_cast<char*>(part));
  }
  arguments.push_back(nullptr);
  execv(command[0], arguments.data());
  _exit(127);
}

/// Runs a command of Wine to its end, without input or output, and returns its wait status.
int run(const std::vector<const char*>& command, const std::string& prefix) {
  const pid_t pid = check(fork(), "fork");
  if (pid == 0) {
    const int null = open("/dev/null", O_RDWR);
    dup2(null, 0);
    dup2(null, 1);
    dup2(null, 2);
    become(command, prefix);
  }
  int status = 0;
  check(waitpid(pid, &status, 0), "waitpid");
  return status;
}

void makePrefix(const std::string& prefix) {
  mkdir(prefix.c_str(), 0700);
  const int status = run({wine().loader.c_str(), "wineboot", "-i"}, prefix);
  if (status != 0) {
    throw std::runtime_error(wine().loader + " could not make a prefix in " + prefix + ": wait status " +
                             std::to_string(status));
  }
  run({wine().server.c_str(), "-w"}, prefix);
}

}  // namespace

std::string testPrefix() {
  const char* given = std::getenv("BASCULE_TEST_PREFIX");
  const std::string prefix = given != nullptr ? given : BASCULE_BUILD_DIRECTORY "/prefix";
  if (access((prefix + "/system.reg").c_str(), F_OK) != 0) {
    makePrefix(prefix);
  }
  // A process that starts while the server of the one before is just ending dies with "Connection reset by peer"; so
  // one server serves all tests. Where one runs already, this does nothing.
  run({wine().server.c_str(), "-p10"}, prefix);
  return prefix;
}

HostProcess::HostProcess(const std::string& program, const std::string& prefix) {
  int in[2];
  int out[2];
  int error[2];
  check(pipe2(in, O_CLOEXEC), "pipe2");
  check(pipe2(out, O_CLOEXEC), "pipe2");
  check(pipe2(error, O_CLOEXEC), "pipe2");
  pid_ = check(fork(), "fork");
  if (pid_ == 0) {
    dup2(in[0], 0);
    dup2(out[1], 1);
    dup2(error[1], 2);
    become({wine().loader.c_str(), program.c_str()}, prefix);
  }
  close(in[0]);
  close(out[1]);
  close(error[1]);
  input_ = in[1];
  output_ = out[0];
  error_ = error[0];
}

HostProcess::~HostProcess() {
  if (!status_) {
    kill(pid_, SIGKILL);
    int status = 0;
    waitpid(pid_, &status, 0);
  }
  close(input_);
  close(output_);
  close(error_);
}

void HostProcess::send(const std::uint8_t* frame, std::uint32_t size) {
  sendRaw(&size, sizeof size);
  sendRaw(frame, size);
}

void HostProcess::sendRaw(const void* bytes, std::size_t size) {
  check(write(input_, bytes, size), "write to the control channel");
}

std::vector<std::uint8_t> HostProcess::receive() {
  const auto readAll = [this](void* into, std::size_t size) {
    std::size_t done = 0;
    while (done < size) {
      const ssize_t got = check(read(output_, static_cast<char*>(into) + done, size - done), "read");
      if (got == 0) {
        return false;
      }
      done += static_cast<std::size_t>(got);
    }
    return true;
  };
  std::uint32_t size = 0;
  if (!readAll(&size, sizeof size) || size > number(wire::Limit::ControlFrameBytes)) {
    return {};
  }
  std::vector<std::uint8_t> frame(size);
  return readAll(frame.data(), size) ? frame : std::vector<std::uint8_t>();
}

void HostProcess::closeInput() {
  close(input_);
  input_ = open("/dev/null", O_WRONLY | O_CLOEXEC);
}

std::optional<int> HostProcess::waitFor(std::chrono::milliseconds atMost) {
  if (!status_) {
    const auto fd = static_cast<int>(check(syscall(SYS_pidfd_open, pid_, 0), "pidfd_open"));
    pollfd ended{fd, POLLIN, 0};
    const int ready = poll(&ended, 1, static_cast<int>(atMost.count()));
    close(fd);
    if (ready == 1) {
      int status = 0;
      check(waitpid(pid_, &status, 0), "waitpid");
      status_ = status;
    }
  }
  return status_;
}

std::string HostProcess::errorOutput() {
  // wineserver may hold the other end, so that the end of the stream never comes: take what is there.
  check(fcntl(error_, F_SETFL, O_NONBLOCK), "fcntl");
  std::string text;
  char buffer[4096];
  ssize_t got;
  while ((got = read(error_, buffer, sizeof buffer)) > 0) {
    text.append(buffer, static_cast<std::size_t>(got));
  }
  return text;
}

}  // namespace bascule::test
