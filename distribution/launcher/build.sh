# shellcheck shell=bash
# Maven, and what it says when it fails. A part of the front door.

readonly STAMP=$TARGET/built

needs_build() {
  # The tests start this script while a build of all is under way.
  [[ -n ${BASCULE_IN_BUILD-} ]] && return 1
  [[ -f $STAMP && -x $DISTRIBUTION/bin/bascule ]] || return 0
  local newer
  newer=$(cd "$ROOT" && find pom.xml marshaller-spi wine-bridge bundles distribution \
    \( -name target -o -path '*/src/test' \) -prune -o -type f -newer "$STAMP" -print -quit)
  [[ -n $newer ]]
}

maven() { # LOG SED-FILTER ARGUMENT…: shows what the filter lets through
  local log=$TARGET/$1 filter=$2 java
  local -a of_this_machine
  shift 2
  mkdir -p "$TARGET"
  java=$(find_java javac)
  mapfile -t of_this_machine < <(flatbuffers; repository)
  (cd "$ROOT" && JAVA_HOME=$java BASCULE_IN_BUILD=1 \
    mvn -B -Dstyle.color=never "${of_this_machine[@]}" "$@" </dev/null 2>&1) |
    tee "$log" | sed -un "$filter"
}

# The library at run time has to be of the version that has generated the code, which is the distribution's.
flatbuffers() {
  flatc --version | sed -n 's/^flatc version \([0-9.]*\)$/-Dflatbuffers.version=\1/p'
}

# Without a home of one's own, or with one that is read-only, what Maven fetches stays here.
repository() {
  local home
  home=$(getent passwd "$(id -u)" | cut -d : -f 6) || home= # What Java takes; $HOME may say something else.
  [[ "${MAVEN_OPTS-} ${MAVEN_ARGS-}" == *maven.repo.local* ]] && return
  if [[ -n $home ]] && mkdir -p "$home/.m2/repository" 2>/dev/null && [[ -w $home/.m2/repository ]]; then
    return
  fi
  echo "-Dmaven.repo.local=$TARGET/repository"
}

build() {
  mkdir -p "$TARGET"
  exec 9>"$TARGET/build.lock"
  flock 9
  if needs_build; then # Perhaps another start has done it meanwhile.
    say "building; the first time this takes some minutes"
    touch "$STAMP.begun" # What is edited from here on counts as newer.
    maven build.log 's/^\[INFO\] Building \(Bascule: .*\) [0-9.]*-SNAPSHOT.*/  \1/p' \
      -DskipTests -Dmaven.test.skip=true -Dspotless.check.skip=true -pl :distribution,:test-dlls -am package >&2 ||
      build_failed build.log
    mv "$STAMP.begun" "$STAMP"
  fi
  exec 9>&-
}

build_failed() { # LOG
  local log=$TARGET/$1
  if grep -q '^\[ERROR\]' "$log"; then
    said_by_programs "$log" >&2
    grep -m 40 '^\[ERROR\]' "$log" >&2
  else
    tail -n 40 "$log" >&2
  fi
  die "the build failed; all of it is in $log"
}

# Maven itself says no more than that a program, such as a compiler of C++, has failed.
said_by_programs() { # LOG: the last words of those that did
  awk '
    /^\[INFO\] --- / { listening = /--- exec(-maven-plugin)?:/; said = 0 }
    listening && !/^\[/ { words[said++] = $0 }
    listening && /^\[ERROR\]/ {
      for (i = said > 40 ? said - 40 : 0; i < said; i++) print words[i]
      listening = 0
    }' "$1"
}
