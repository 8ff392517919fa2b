# shellcheck shell=bash
# What a fresh clone does on other distributions. A part of the front door.

readonly POW='wine:call msvcrt "double pow(double x, double y)" 2 10'
readonly NARROW_CALL='wine:call itests/dlls/target/dlls/x86/demo.dll "float simplefunc(float a, float b)" 20.0 1.07'
# shellcheck disable=SC2016 # Markdown.
readonly FIRST_RUN='`./bascule run -c …`'

test_elsewhere() { # [OPTION…] [NAME…]
  local name fresh='' repository='' tests=yes
  local -a names=()
  read_options "$@"
  may_make_roots
  for name in "${names[@]}"; do
    [[ -z $fresh ]] || remove_roots "$name"
    rm -f "$ELSEWHERE/$name.log"
  done
  for name in "${names[@]}"; do
    examine "$name"
    results_table "${names[@]}" >"$ELSEWHERE/results.md"
  done
  cat "$ELSEWHERE/results.md"
  all_went_well "${names[@]}"
}

read_options() { # into the variables of the caller
  while (($# > 0)); do
    case $1 in
      --fresh) fresh=yes ;;
      --no-tests) tests='' ;;
      --maven-repository)
        repository=${2-}
        [[ -d $repository ]] || die "--maven-repository takes a folder, and '$repository' is none"
        shift
        ;;
      -*)
        usage >&2
        exit 2
        ;;
      *)
        root_names | grep -Fx -e "$1" >/dev/null || die "no root is called '$1'; there are: $(root_names | paste -sd ' ')"
        names+=("$1")
        ;;
    esac
    shift
  done
  ((${#names[@]} > 0)) || mapfile -t names < <(root_names)
}

may_make_roots() {
  is_root || die "test-elsewhere makes roots with chroot and mounts in them: root must start it (sudo ./bascule test-elsewhere)"
  unshare --mount true 2>/dev/null || die "test-elsewhere mounts /proc and the like, and this machine does not let even root do that"
  ensure missing_for_roots
  mkdir -p "$ELSEWHERE"
  exec 8>"$ELSEWHERE/lock"
  flock --nonblock 8 || die "another test-elsewhere is at work in $ELSEWHERE"
  trap leave EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

# ---- the steps -------------------------------------------------------------------------------------------------

examine() { # NAME
  local root=$ELSEWHERE/$1 bare=$ELSEWHERE/$1.bare
  make_and_furnish "$1" || return 0
  # shellcheck disable=SC2016 # It is for the shell there.
  step "$1" "$bare" guest "in a bare copy, as a user without sudo: $FIRST_RUN names what is missing" \
    '*an administrator must type this line:*apt-get install *' \
    bash -c '! ./bascule run -c "$1" 2>&1' bash "$POW"
  step "$1" "$root" root "as root: $FIRST_RUN" 1024.0 ./bascule run -c "$POW"
  step "$1" "$root" root "as root: \`./bascule run --with-32-bit -c …\`" '1.3084*' \
    ./bascule run --with-32-bit -c "$NARROW_CALL"
  [[ -z $tests ]] || step "$1" "$root" root "as root: \`./bascule test\`" '* passed, 0 failed, *' ./bascule test
  make_ready_for_users "$root" >>"$ELSEWHERE/$1.log" 2>&1 || true
  step "$1" "$root" worker "as a user with sudo, a package missing: $FIRST_RUN" 1024.0 ./bascule run -c "$POW"
  step "$1" "$root" guest "as a user without sudo: $FIRST_RUN" 1024.0 ./bascule run -c "$POW"
}

make_and_furnish() { # NAME
  local suite security how='kept from an earlier run' outcome=ok begun=$SECONDS log=$ELSEWHERE/$1.log
  [[ -f $ELSEWHERE/$1.made ]] || how='made by debootstrap'
  read -r _ suite security < <(known_roots | grep "^$1 ")
  say "$1: a root, $how"
  printf '=== step\ta root, %s\n' "$how" >>"$log"
  if ! { make_roots "$1" "$suite" "${security:-none}" "$log" && provide "$1" >>"$log" 2>&1; }; then
    outcome="failed: $(grep '^[EW]: ' "$log" | tail -n 1 || tail -n 1 "$log")"
    say "$1: $outcome; all of it is in $log"
  fi
  printf '=== ended\t%s\t%s\t\t\n' "${outcome//|/ }" "$((SECONDS - begun))" >>"$log"
  [[ $outcome == ok ]]
}

provide() { # NAME: what both of its roots get of this machine's present state
  local root=$ELSEWHERE/$1
  freshen "$root.bare" && freshen "$root" && check_out "$root.bare" guest &&
    check_out "$root" root && check_out "$root" worker && check_out "$root" guest || return 1
  [[ -z $repository ]] || copy_repository "$repository" "$root" root
}

copy_repository() { # FOLDER ROOT USER: so that not everything has to be fetched once more
  local home
  home=$(home_inside "$3")
  [[ ! -d $2$home/.m2/repository && -d $1 ]] || return 0
  mkdir -p "$2$home/.m2"
  cp -a --reflink=auto "$1" "$2$home/.m2/repository"
  chroot "$2" chown -R "$3:" "$home/.m2"
}

# With sudo, and without a package that this user's build needs, so that there is something to be installed.
make_ready_for_users() { # ROOT
  local user
  inside "$1" root apt-get install -y --no-install-recommends sudo
  mkdir -p "$1/etc/sudoers.d"
  echo 'worker ALL=(ALL) NOPASSWD: ALL' >"$1/etc/sudoers.d/worker"
  inside "$1" root apt-get remove -y doctest-dev
  for user in worker guest; do
    copy_repository "$1/root/.m2/repository" "$1" "$user"
  done
}

step() { # NAME ROOT USER TITLE PATTERN COMMAND…: the pattern is that of what it prints
  local status=0 begun=$SECONDS outcome=ok said log=$ELSEWHERE/$1.log out=$ELSEWHERE/$1.out
  say "$1: ${4//\`/}"
  printf '=== step\t%s\n' "$4" >>"$log"
  inside "$2" "$3" "${@:6}" >"$out" 2>>"$log" || status=$?
  cat "$out" >>"$log"
  said=$(<"$out")
  # shellcheck disable=SC2053 # It is a pattern.
  if ((status != 0)); then
    outcome="failed: status $status"
  elif [[ $said != $5 ]]; then
    outcome="failed: it says '$(tail -n 1 "$out" | cut -c -80 | tr '|\t' '  ')'"
  fi
  printf '=== ended\t%s\t%s\t%s\n' "$outcome" "$((SECONDS - begun))" "$(versions_inside "$2" "$3")" >>"$log"
  say "$1: $outcome"
}

versions_inside() { # ROOT USER
  # shellcheck disable=SC2016 # It is for the shell there.
  inside "$1" "$2" /bin/bash -c '. ./bascule && versions' 2>/dev/null || true
}

versions() { # WINE<tab>JDK, as far as they are here
  local loader='' wine='' home=''
  read -r loader < <(wine_loaders) || true
  [[ -z $loader ]] || wine=$("$loader" --version 2>/dev/null | sed -n '1s/^wine-\([^ ]*\).*/\1/p')
  home=$(find_java java) || true
  printf '%s\t%s\n' "$wine" "$([[ -z $home ]] || sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$home/release")"
}

# ---- the results -----------------------------------------------------------------------------------------------

results_table() { # NAME…: from their logs
  local -a logs
  mapfile -t logs < <(logs_of "$@")
  awk -F '\t' '
    function row(outcome, seconds, wine, jdk) {
      printf "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", name, title, outcome,
        seconds == "" ? "" : sprintf("%d:%02d", seconds / 60, seconds % 60), passed, failed, skipped, wine, jdk
      title = passed = failed = skipped = ""
    }
    BEGIN {
      print "| root | step | outcome | min:s | passed | failed | skipped | Wine | JDK |"
      print "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    }
    FNR == 1 {
      if (title != "") row("not ended")
      name = FILENAME
      gsub(/.*\/|\.log$/, "", name)
    }
    /^=== step\t/ { title = $2 }
    /^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped/ {
      split($0, counts, /[^0-9]+/)
      passed = counts[1]; failed = counts[2]; skipped = counts[3]
    }
    /^=== ended\t/ { row($2, $3, $4, $5) }
    END { if (title != "") row("not ended") }' "${logs[@]}"
}

all_went_well() { # NAME…
  local -a logs
  mapfile -t logs < <(logs_of "$@")
  awk -F '\t' '/^=== ended\t/ && $2 != "ok" { bad = 1 } END { exit bad }' "${logs[@]}"
}

logs_of() { # NAME…: as far as they are there
  local name
  for name in "$@"; do
    [[ ! -f $ELSEWHERE/$name.log ]] || echo "$ELSEWHERE/$name.log"
  done
}
