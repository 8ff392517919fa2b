# shellcheck shell=bash
# What the machine must have, and how it comes there. A part of the front door.

readonly QUIET_APT=(env DEBIAN_FRONTEND=noninteractive apt-get)

# Lines of PACKAGE THING: the package is needed unless the thing, a command or a file, is there.
runtime_needs() {
  cat <<'TEXT'
wine64 /usr/lib/wine/wine64:wine64:wine:/opt/wine-*/bin/wine
wine wine:/opt/wine-*/bin/wine
TEXT
}

build_needs() {
  cat <<'TEXT'
maven mvn
g++-mingw-w64-x86-64-posix x86_64-w64-mingw32-g++-posix
g++-mingw-w64-i686-posix i686-w64-mingw32-g++-posix
castxml castxml
flatbuffers-compiler flatc
libflatbuffers-dev /usr/include/flatbuffers/flatbuffers.h
libz-mingw-w64 /usr/x86_64-w64-mingw32/lib/zlib1.dll
cmake cmake
make make
g++ g++
gcc gcc
doctest-dev /usr/include/doctest/doctest.h
TEXT
}

is_there() { # THING[:THING…]: is one of them a command, or a pattern of files?
  local thing
  local -a things
  IFS=: read -ra things <<<"$1"
  for thing in "${things[@]}"; do
    if compgen -G "$thing" >/dev/null || command -v "$thing" >/dev/null; then
      return 0
    fi
  done
  return 1
}

missing() { # reads lines of PACKAGE THING
  local package thing
  while read -r package thing; do
    is_there "$thing" || echo "$package"
  done
}

missing_for_run() {
  runtime_needs | missing
  find_java java >/dev/null || java_package jre
}

missing_for_build() {
  { runtime_needs && build_needs; } | missing
  find_java javac >/dev/null || java_package jdk
}

java_package() { # jre|jdk: the first that apt can install; which ones there are depends on the distribution
  local version
  for version in 17 21 25; do
    if apt-get install -s "openjdk-$version-$1-headless" >/dev/null 2>&1; then
      echo "openjdk-$version-$1-headless"
      return
    fi
  done
  echo "default-$1-headless"
}

ensure() { # FUNCTION that names missing packages
  local -a packages
  mapfile -t packages < <("$1")
  ((${#packages[@]} == 0)) && return
  command -v apt-get >/dev/null ||
    die "missing on this machine, and there is no apt-get to install it: ${packages[*]}"
  may_install || ask_administrator "${packages[@]}"
  update_lists
  mapfile -t packages < <("$1") # Again: which Java there is stands in the lists.
  say "installing: ${packages[*]}"
  logged install.log apt_get install -y --no-install-recommends "${packages[@]}"
  mapfile -t packages < <("$1")
  ((${#packages[@]} == 0)) || die "still missing after the installation: ${packages[*]}"
}

# One index that cannot be had, perhaps of another's list, need not be in the way of what is wanted here.
update_lists() {
  local status=0
  mkdir -p "$TARGET"
  apt_get update >"$TARGET/update.log" 2>&1 </dev/null || status=$?
  cat "$TARGET/update.log" >>"$TARGET/install.log"
  ((status == 0)) ||
    say "apt-get update failed in part; going on with the lists that are there (see $TARGET/install.log)"
}

may_install() {
  may_install_unasked || { command -v sudo >/dev/null && has_terminal && sudo -v; }
}

may_install_unasked() {
  is_root && return
  command -v sudo >/dev/null || return 1
  sudo -n "${QUIET_APT[@]}" --version >/dev/null 2>&1 </dev/null
}

ask_administrator() { # PACKAGE…
  say "programs are missing, and only root may install them; an administrator must type this line:"
  administrators_line "$@" >&2
  exit 1
}

administrators_line() { # PACKAGE…
  if [[ " $*" == *:i386* ]]; then
    echo "dpkg --add-architecture i386; apt-get update; apt-get install -y --no-install-recommends --no-remove $*"
  else
    echo "apt-get update; apt-get install -y --no-install-recommends $*"
  fi
}

is_root() {
  (($(id -u) == 0))
}

has_terminal() { # sudo asks for its password there, whatever the streams are.
  { : </dev/tty; } 2>/dev/null
}

apt_get() { # ARGUMENT…
  as_root "${QUIET_APT[@]}" "$@"
}

as_root() { # COMMAND…
  if is_root; then
    "$@"
  else
    sudo "$@"
  fi
}

# DLLs are for x86 processors, and so is the Wine that is driven here.
refuse_other_processors() {
  local processor
  processor=$(uname -m)
  case $processor in
    x86_64 | amd64) ;;
    aarch64 | arm64)
      die "this machine is $processor: DLLs for x86 would need a Wine with an emulator (hangover) here," \
        "which Bascule cannot drive; take an x86-64 Linux"
      ;;
    *) die "this machine is $processor: Wine runs DLLs for x86 on x86-64 only; take an x86-64 Linux" ;;
  esac
}
