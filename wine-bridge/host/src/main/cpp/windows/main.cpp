#include "windows/c_runtimes.h"
#include "windows/crash_policy.h"
#include "windows/exit_watch.h"
#include "windows/session.h"
#include "windows/standard_streams.h"
#include "windows/stub_policy.h"

int main() {
  bascule::ControlPipes pipes = bascule::takeStandardStreams();
  bascule::installCrashPolicy();
  bascule::watchExits();
  bascule::installStubPolicy();
  bascule::prepareCRuntimes();
  bascule::Session(std::move(pipes)).run();
}
