# shellcheck shell=bash
# Bare roots of other distributions, and how something runs in one of them. A part of the front door.

readonly ELSEWHERE=$TARGET/elsewhere
readonly STEP_LIMIT=3h

INSIDE= # The process that runs apart from the others just now.

known_roots() { # lines of NAME SUITE [security]: with the security archive, where this machine has one
  cat <<'TEXT'
bookworm bookworm security
trixie trixie security
sid sid
bookworm-i386 bookworm
TEXT
}

root_names() {
  known_roots | cut -d ' ' -f 1
}

missing_for_roots() {
  missing <<'TEXT'
debootstrap debootstrap
git git
TEXT
}

# Mounts and processes of its own, which end with the first of these processes, whatever ends it: the kernel sees to that.
# So nothing stays mounted, nor stays in the way of anything, not even if this script is killed.
apart() { # COMMAND…
  local status=0
  setsid setpriv --pdeathsig KILL unshare --mount --propagation private --pid --fork --kill-child "$@" </dev/null &
  INSIDE=$!
  wait "$INSIDE" || status=$?
  INSIDE=
  return "$status"
}

leave() { # at the end of all
  [[ -z $INSIDE ]] || kill -KILL "$INSIDE" 2>/dev/null || true
}

# Runs as the first process there. A root that is no mount has no file store for Java. Who has been started by the command,
# such as Wine's server, may write its files before all ends.
# shellcheck disable=SC2016 # That is for the shell there.
readonly ENTRY='
root=$1 user=$2 home=$3 limit=$4 status=0
shift 4
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount -t devpts -o newinstance,ptmxmode=666,mode=620,gid=5 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
cd /
env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME="$home" ${PROXIES-} \
  chroot --userspec="$user" "$root" timeout --kill-after=10 "$limit" \
  /bin/bash -c "cd; [[ ! -d bascule ]] || cd bascule; exec \"\$@\"" bash "$@" || status=$?
for ((i = 0; i < 50; i++)); do
  set -- "$root"/proc/[0-9]*
  (($# > 1)) || break
  sleep 0.2
done
exit "$status"
'

inside() { # ROOT USER COMMAND…: in the user's checkout there
  local home name proxies=
  home=$(home_inside "$2")
  for name in http_proxy https_proxy no_proxy; do
    [[ -z ${!name-} ]] || proxies+=" $name=${!name}"
  done
  PROXIES=$proxies apart /bin/bash -euc "$ENTRY" bash "$1" "$2" "$home" "$STEP_LIMIT" "${@:3}"
}

home_inside() { # USER
  [[ $1 == root ]] && echo /root || echo "/home/$1"
}

make_roots() { # NAME SUITE SECURITY LOG: a bare one that stays bare, and one that is used
  local bare=$ELSEWHERE/$1.bare
  local -a from
  if [[ ! -f $ELSEWHERE/$1.made ]]; then
    remove_roots "$1"
    mapfile -t from < <(mirror debian)
    apart debootstrap --variant=minbase "$2" "$bare" "${from[@]}" >>"$4" 2>&1 || return 1
    furnish "$bare" "$2" "$3" >>"$4" 2>&1 || return 1
    touch "$ELSEWHERE/$1.made"
  fi
  if [[ ! -d $ELSEWHERE/$1 ]]; then
    remove_root "$ELSEWHERE/$1.new"
    cp -a --reflink=auto "$bare" "$ELSEWHERE/$1.new" && mv "$ELSEWHERE/$1.new" "$ELSEWHERE/$1"
  fi
}

remove_roots() { # NAME
  rm -f "$ELSEWHERE/$1.made"
  remove_root "$ELSEWHERE/$1.bare"
  remove_root "$ELSEWHERE/$1"
}

remove_root() { # FOLDER: not if something is mounted there, which would be deleted along
  local place
  [[ -e $1 ]] || return 0
  while read -r _ place _; do
    place=$(printf '%b' "$place")
    [[ $place/ != "$(readlink -f "$1")"/* ]] || die "$place is a mount, so $1 is not removed"
  done < <(mounts)
  rm -rf --one-file-system "$1"
}

mounts() {
  cat /proc/mounts
}

mirror() { # debian|debian-security: where this machine has it from, or nothing
  # shellcheck disable=SC2016 # That is for apt-get.
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    awk -v archive="/$1/?$" '$0 ~ archive { print; exit }'
}

furnish() { # ROOT SUITE SECURITY
  local security
  security=$(mirror debian-security) || true
  if [[ $3 == security && -n $security ]]; then
    echo "deb $security $2-security main" >>"$1/etc/apt/sources.list"
  fi
  # The clock of a machine for tests is often wrong.
  printf 'Acquire::Check-%s "false";\n' Valid-Until Date >"$1/etc/apt/apt.conf.d/90elsewhere"
  chroot "$1" useradd --create-home --shell /bin/bash --uid 2001 worker
  chroot "$1" useradd --create-home --shell /bin/bash --uid 2002 guest
}

# What may have changed since the root was made. Certificates must be there before a JDK is, which takes them over then.
freshen() { # ROOT
  cp -L /etc/resolv.conf /etc/hosts "$1/etc/"
  if compgen -G '/usr/local/share/ca-certificates/*.crt' >/dev/null; then
    mkdir -p "$1/usr/local/share/ca-certificates"
    cp -L /usr/local/share/ca-certificates/*.crt "$1/usr/local/share/ca-certificates/"
    [[ ! -x $1/usr/sbin/update-ca-certificates ]] || inside "$1" root update-ca-certificates
  fi
}

check_out() { # ROOT USER: what is committed here, as a folder in that user's home
  local home
  home=$(home_inside "$2")
  rm -rf --one-file-system "$1$home/bascule"
  mkdir "$1$home/bascule"
  git -c safe.directory="$ROOT" -C "$ROOT" archive HEAD | tar -x -C "$1$home/bascule"
  chroot "$1" chown -R "$2:" "$home/bascule"
}
