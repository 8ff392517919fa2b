# shellcheck shell=bash
# What 32-bit DLLs need beside the 64-bit Wine. A part of the front door.

readonly NO_32_BITS=$TARGET/32-bit.failed # Why there are none. While it is there, tests do not try again.

wine_loaders() { # where the product looks too (LoaderPlaces), as far as something is there
  local place
  [[ -z ${BASCULE_WINE-} ]] || echo "$BASCULE_WINE"
  for place in '/usr/lib/wine' '/usr/lib/x86_64-linux-gnu/wine' '/usr/lib/i386-linux-gnu/wine' '/opt/wine*/bin'; do
    compgen -G "$place/wine" || true
    compgen -G "$place/wine32" || true
    compgen -G "$place/wine64" || true
  done
  type -aP wine wine32 wine64 || true
}

find_32_bits() { # prints the loader that runs 32-bit programs, and whether it does so "alone"
  local loader class
  while read -r loader; do
    class=
    { IFS= read -rN 5 class <"$loader"; } 2>/dev/null || continue
    if [[ $class == $'\x7fELF\x01' ]]; then
      echo "$loader"
      return
    elif [[ $class == $'\x7fELF\x02' ]] && is_new_wow64 "$(dirname "$(readlink -f "$loader")")"; then
      echo "$loader alone"
      return
    fi
  done < <(wine_loaders)
  return 1
}

# Wine can be built so that its 64-bit loader does it: then it has Windows' 32-bit DLLs, and no 32-bit Unix libraries.
# Debian's trigger for zlib1.dll makes the folder of such DLLs in any case, hence the look at ntdll.dll.
is_new_wow64() { # FOLDER of the loader
  local library
  for library in "$1" "$1"/../lib/wine "$1"/../lib64/wine "$1"/../x86_64-linux-gnu/wine; do
    if [[ -f $library/i386-windows/ntdll.dll && -d $library/x86_64-unix && ! -d $library/i386-unix ]]; then
      return 0
    fi
  done
  return 1
}

missing_for_32_bits() { # prints packages of both widths: apart from each other, one of them may push out the other
  local flavour
  find_32_bits >/dev/null && return
  flavour=$(flavour_of_winehq)
  if [[ -n $flavour ]]; then
    printf '%s\n' "$flavour-amd64" "$flavour-i386:i386"
  elif wine_comes_in_two_widths; then
    printf '%s\n' wine64 wine32:i386 libgstreamer-plugins-base1.0-0:i386
  fi
}

flavour_of_winehq() { # wine-stable or the like, if that is the only Wine here
  local loader=
  read -r loader < <(wine_loaders) || true
  [[ $loader == /opt/wine-*/bin/* ]] || return 0
  loader=${loader%/bin/*}
  echo "${loader##*/}"
}

# As long as the distribution's Wine runs 32-bit programs only with packages of i386, its wine64 recommends wine32.
wine_comes_in_two_widths() {
  { LC_ALL=C apt-cache show wine64 | grep '^Recommends:.*wine32'; } >/dev/null 2>&1
}

ask_for_both_widths() { # FUNCTION that names missing packages of 64 bits
  local -a packages
  mapfile -t packages < <({ "$1"; missing_for_32_bits; } | awk '!seen[$0]++')
  ((${#packages[@]} == 0)) || ask_administrator "${packages[@]}"
}

ensure_32_bits() { # after the 64-bit Wine: all that is missing, or words why not
  local found
  found=$(find_32_bits) || true
  case $found in
    *' alone') say "32 bits: this Wine (${found% alone}) runs 32-bit programs by itself; nothing else is needed" ;;
    ?*) say "32 bits: there already ($found)" ;;
    *) add_32_bits upgrades || die "no 32 bits: $(cat "$NO_32_BITS")" ;;
  esac
}

# For the tests, which go on without: whatever is in the way is one line. Nobody is asked for a password for it.
try_32_bits() {
  local -a packages
  local without="no 32 bits, so the tests for them will be skipped:"
  mapfile -t packages < <(missing_for_32_bits)
  if ((${#packages[@]} == 0)); then
    find_32_bits >/dev/null || say "$without this Wine runs no 32-bit programs"
  elif ! may_install_unasked; then
    say "$without an administrator must type this line: $(administrators_line "${packages[@]}")"
  elif [[ -s $NO_32_BITS ]]; then
    say "$without as before, $(head -n 1 "$NO_32_BITS") (to try again, remove $NO_32_BITS)"
  else
    add_32_bits nothing ||
      say "$without $(head -n 1 "$NO_32_BITS") (all of it is in $NO_32_BITS)"
  fi
}

add_32_bits() { # upgrades|nothing: what may happen to installed packages. If it fails, the words are in $NO_32_BITS.
  local -a packages
  mkdir -p "$TARGET"
  rm -f "$NO_32_BITS"
  mapfile -t packages < <(missing_for_32_bits)
  if ((${#packages[@]} == 0)); then
    echo "this Wine runs no 32-bit programs, and no packages are known here that change it" >"$NO_32_BITS"
    return 1
  fi
  in_one_transaction "$1" "${packages[@]}" || return 1
  if ! find_32_bits >/dev/null; then
    echo "Wine still runs no 32-bit programs with these packages: ${packages[*]}" >"$NO_32_BITS"
    return 1
  fi
}

# A shell of its own, whose end takes back what has led nowhere, even if it is interrupted.
in_one_transaction() ( # upgrades|nothing PACKAGE…
  allowed=$1
  added=
  shift
  trap 'take_back "$added"' EXIT
  if ! dpkg --print-foreign-architectures | grep -x i386 >/dev/null; then
    added=i386
    as_root dpkg --add-architecture i386 >>"$TARGET/install.log" 2>&1 ||
      failed_32_bits "dpkg --add-architecture i386 failed; see $TARGET/install.log" </dev/null
  fi
  update_lists 2>>"$TARGET/install.log" # What it says counts only if the packages do not fit.
  try_transaction "$allowed" "$@"
  say "installing: $*"
  apt_get install -y --no-install-recommends --no-remove "$@" >"$TARGET/32-bit.log" 2>&1 </dev/null ||
    failed_32_bits "the installation of $* failed; apt says:" < <(words_of_apt "$TARGET/32-bit.log")
  added=
)

try_transaction() { # upgrades|nothing PACKAGE…: refuses where apt itself would not
  local changes allowed=$1
  shift
  if ! LC_ALL=C "${QUIET_APT[@]}" install -s --no-install-recommends "$@" >"$TARGET/32-bit.log" 2>&1; then
    failed_32_bits "the packages $* do not fit to those that are installed, so nothing was changed; apt says:" < <(
      words_of_apt "$TARGET/32-bit.log" "$TARGET/update.log"
    )
  fi
  changes=$(unwanted_changes "$allowed" <"$TARGET/32-bit.log")
  [[ -z $changes ]] ||
    failed_32_bits "nothing was changed, since with $* apt would $changes" </dev/null
}

unwanted_changes() { # upgrades|nothing: reads what apt-get install -s says
  local kind name old new rest removed='' lower='' higher=''
  while read -r kind name old new rest; do
    case $kind in
      Remv | Purg) removed+=" $name" ;;
      Inst)
        [[ $old == \[*\] ]] || continue # A new package has no old version there.
        old=${old:1:-1}
        if dpkg --compare-versions "${new#\(}" lt "$old"; then
          lower+=" $name"
        elif [[ $1 != upgrades ]]; then
          higher+=" $name"
        fi
        ;;
    esac
  done
  rest="${removed:+, remove$removed}${lower:+, downgrade$lower}${higher:+, upgrade$higher}"
  echo "${rest#, }"
}

words_of_apt() { # LOG…: what does not fit, and the errors
  awk '
    /^The following packages have unmet dependencies/ { listening = 1 }
    /^E: The following information/ { listening = 0; next } # The same once more, at length.
    /^(E|Err|W):/ || /^   *(E|Err):/ { listening = 0; print; next }
    listening' "$@" | tail -n 20
}

failed_32_bits() { # TEXT: reads further lines
  { echo "$1" && sed 's/^/  /'; } >"$NO_32_BITS"
  exit 1
}

take_back() { # ARCHITECTURE that was added; dpkg refuses if something of it is installed
  [[ -n $1 ]] || return 0
  as_root dpkg --remove-architecture "$1" >>"$TARGET/install.log" 2>&1 || return 0
  apt_get update >>"$TARGET/install.log" 2>&1 </dev/null || true # Or its lists stayed.
}
