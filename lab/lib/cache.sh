# What is built once and kept: the root file system (archive and unpacked), the programs, and those that only one platform
# needs (PROGRAMS in its settings), built when it is asked for. Each name carries a key of what it was built from, so that
# a change of a pin or a script builds anew.
# shellcheck shell=bash

key_of() { # FILE or FOLDER... [TEST of find...]: of names and contents
  (cd "$LAB_SOURCE" && find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-12)
}
ROOTFS=$CACHE/rootfs-$(key_of rootfs)
BINARIES=$CACHE/binaries-$(key_of binaries -not -path 'binaries/authorisers/*')   # make does not build these
# shellcheck disable=SC2034  # used by commands.sh
SCHEMAS=$CACHE/schemas-$(key_of rootfs openstack/conf openstack/schema).sql.gz

programs_in() { echo "$CACHE/${1//\//-}-$(key_of "$1")"; }   # FOLDER of lab/
programs_of() { # PLATFORM...: their own folders of programs
  local platform
  for platform; do setting "$platform" PROGRAMS; done | sed '/^$/d' | sort -u
}
all_programs() { # by their names in the cache
  local folder
  # shellcheck disable=SC2046  # platforms are words
  for folder in $(programs_of $(platforms)); do basename "$(programs_in "$folder")"; done
}

has_rootfs() { [ -d "$ROOTFS" ] || [ -s "$ROOTFS.tar.gz" ]; }
has_binaries() { [ -d "$BINARIES" ]; }
has_programs_of() { # PLATFORM...
  local folder
  for folder in $(programs_of "$@"); do [ -d "$(programs_in "$folder")" ] || return 1; done
}
# Everything at once, each with its own log; a line when one is done.
fill_cache() { # PLATFORM...
  local jobs=() failed=0 job
  [ ! -d "$ROOTFS" ] || ! has_binaries || ! has_programs_of "$@" || return 0
  mkdir -p "$CACHE"
  exec 8>"$CACHE/lock"
  flock 8                     # two labs may share a cache
  # a platform's own are built in the root file system
  if [ ! -d "$ROOTFS" ] || ! has_programs_of "$@"; then { rootfs; own_programs "$@"; } & jobs+=($!); fi
  if [ ! -d "$BINARIES" ]; then binaries & jobs+=($!); fi
  for job in "${jobs[@]}"; do wait "$job" || failed=$?; done
  exec 8>&-
  [ "$failed" = 0 ] || exit "$failed"
}

build() { # WHAT RESULT: runs lab/WHAT/make into RESULT, by a name that says it is not done
  local what=$1 result=$2 log=$CACHE/${1//\//-}.log job code=0
  rm -rf "$result.partial"
  LAB_ROOTFS=$ROOTFS "$LAB_SOURCE/$what/make" "$result.partial" >"$log" 2>&1 8>&- &
  job=$!
  until timeout 20 tail --pid="$job" -f /dev/null 8>&-; do say "lab/$what: still being made, see $log"; done
  wait "$job" || code=$?
  if [ "$code" != 0 ]; then
    show_end "$log"
    rm -rf "$result.partial"
    complain "lab/$what could not be made; the whole log: $log"
    return $((code == 3 ? 3 : 1))
  fi
}

rootfs() {
  [ ! -d "$ROOTFS" ] || return 0
  if [ -s "$ROOTFS.tar.gz" ]; then
    say "root file system: unpacking"
    rm -rf "$ROOTFS.partial"
    mkdir "$ROOTFS.partial"
    tar -xzf "$ROOTFS.tar.gz" -C "$ROOTFS.partial" --numeric-owner --xattrs --xattrs-include='*'
    mv "$ROOTFS.partial" "$ROOTFS"
    say "root file system: unpacked"
    return
  fi
  debootstrap_is_here
  say "root file system: making it from packages (3 to 5 minutes)"
  build rootfs "$ROOTFS" || return
  say "root file system: packing"
  tar -I "gzip -1" -cf "$ROOTFS.tar.gz.partial" -C "$ROOTFS.partial" --numeric-owner --xattrs --xattrs-include='*' .
  mv "$ROOTFS.tar.gz.partial" "$ROOTFS.tar.gz"
  mv "$ROOTFS.partial" "$ROOTFS"
  say "root file system: made, $(du -sh "$ROOTFS" | cut -f1)"
}
debootstrap_is_here() {
  command -v debootstrap >/dev/null && return
  say "root file system: installing debootstrap on this machine"
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends debootstrap; } >"$CACHE/debootstrap.log" 2>&1 || {
    show_end "$CACHE/debootstrap.log"
    cannot "debootstrap could not be installed; install it by hand (apt-get install debootstrap)"
  }
}

binaries() {
  say "programs: building them (5 to 10 minutes)"
  build binaries "$BINARIES" || return
  mv "$BINARIES.partial" "$BINARIES"
  say "programs: built, $(du -sh "$BINARIES" | cut -f1)"
}

own_programs() { # PLATFORM...
  local folder result
  for folder in $(programs_of "$@"); do
    result=$(programs_in "$folder")
    [ ! -d "$result" ] || continue
    say "programs of lab/$folder: building them (6 to 10 minutes)"
    build "$folder" "$result" || return
    mv "$result.partial" "$result"
    say "programs of lab/$folder: built, $(du -sh "$result" | cut -f1)"
  done
}
