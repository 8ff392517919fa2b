#include "windows/crash_policy.h"
#include "windows/session.h"
#include "windows/standard_streams.h"

int main() {
  bascule::ControlPipes pipes = bascule::takeStandardStreams();
  bascule::installCrashPolicy();
  bascule::Session(std::move(pipes)).run();
}
