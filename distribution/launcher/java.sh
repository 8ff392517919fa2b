# shellcheck shell=bash
# Which Java, and in which surroundings. A part of the front door.

readonly WANTED_JAVA=17

java_version() { # JAVA_HOME: the major version, or nothing
  if [[ -r $1/release ]]; then # Far quicker than to ask the JVM.
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n '1s/[^"]*"\([0-9]*\).*/\1/p'
  fi
}

find_java() { # PROGRAM: the first home that has it, new enough
  local home version
  for home in "${JAVA_HOME-}" "$(home_of_command "$1")" /usr/lib/jvm/*; do
    [[ -n $home && -x $home/bin/$1 ]] || continue
    version=$(java_version "$home")
    if ((${version:-0} >= WANTED_JAVA)); then
      echo "$home"
      return 0
    fi
  done
  return 1
}

home_of_command() {
  local command
  command=$(command -v "$1") || return 0
  dirname "$(dirname "$(readlink -f "$command")")"
}

# In the POSIX locale, that of cron and of containers, Java cannot even name files beyond ASCII.
choose_locale() {
  if [[ $(locale charmap 2>/dev/null) == ANSI_X3.4-1968 ]]; then
    export LC_ALL=C.UTF-8
  fi
}
