# shellcheck shell=bash
# What a run of the tests has shown. A part of the front door.

reports() { # ACTION…: not of clones in the roots of other distributions
  find "$ROOT" -path "$TARGET" -prune -o -path '*/target/*-reports/TEST-*.xml' "$@"
}

count() { # prints: passed failed skipped
  reports -exec cat {} + | awk '
    # One record for each tag; attributes may stand on lines of their own.
    BEGIN { RS = ">" }
    /<testsuite[ \t\n]/ {
      tests += attribute("tests"); skipped += attribute("skipped") + attribute("disabled")
      failed += attribute("failures") + attribute("errors")
    }
    function attribute(name) {
      return match($0, "[ \t\n]" name "=\"[0-9]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : 0
    }
    END { print tests - failed - skipped, failed + 0, skipped + 0 }'
}

not_run() { # LOG: the modules that Maven has left out
  sed -n 's/^\[INFO\] Bascule: \(.*[^ .]\) \.* SKIPPED.*/\1/p' "$1" | paste -sd , | sed 's/,/, /g'
}

test_filter() {
  cat <<'TEXT'
s/^\[INFO\] Building \(Bascule: .*\) [0-9.]*-SNAPSHOT.*/\1/p
s/^\[INFO\] \(Tests run: .*, Time elapsed: .*\)/  \1/p
s/^ *[0-9]*\/[0-9]* Test  *#[0-9]*: \(.*\)/  \1/p
/^\[ERROR\] *$/d
/^\[ERROR\].*\(e-run Maven\|For more information\|After correcting\|mvn <args>\)/d
s/ -> \[Help 1\]$//
/^\[ERROR\] \[Help/d
/^\[ERROR\]/p
TEXT
}
