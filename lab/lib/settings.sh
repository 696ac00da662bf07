# Where everything is, and how this tool speaks. Sourced by lab/lab.
# shellcheck shell=bash
# shellcheck disable=SC2034  # used by the other parts

export PATH=/usr/sbin:/usr/bin:/sbin:/bin:${PATH:-}
export LC_ALL=C.UTF-8

FOLDER=${RENKEI_LAB:-/var/lib/renkei}
CACHE=${RENKEI_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/renkei}
IP=${RENKEI_LAB_IP:-10.211.0.1}
NET=${IP%.*}                       # the box, the nodes, and the host's end of the cable
HOST_IP=$NET.254
PODS=${RENKEI_LAB_PODS:-10.212}    # pods of node N: $PODS.N.0/24

DATA=$FOLDER/data LOG=$FOLDER/log RUN=$FOLDER/run
BOX=${RENKEI_LAB_NAME:-renkei}     # name of the cgroups, and of the host's interface ($BOX-h)
CABLE=$BOX-h

# A platform is a folder of lab/ with a file of settings.
platforms() { local file; for file in "$LAB_SOURCE"/*/settings; do basename "$(dirname "$file")"; done; }
is_platform() { [[ $1 =~ ^[a-z-]+$ && -f $LAB_SOURCE/$1/settings ]]; }
setting() { # PLATFORM NAME
  # shellcheck source=/dev/null
  (. "$LAB_SOURCE/$1/settings" && echo "${!2}")
}
PLATFORMS_UP=$RUN/platforms        # the names of those that are up, or to come up
platforms_up() { if [ -e "$PLATFORMS_UP" ]; then cat "$PLATFORMS_UP"; fi; }
is_up() { grep -qxF "$1" "$PLATFORMS_UP" 2>/dev/null; }

STARTED=$(date +%s%N)
seconds() { # since this tool was called
  local ms=$((($(date +%s%N) - STARTED) / 1000000))
  printf '%d.%d' $((ms / 1000)) $((ms % 1000 / 100))
}
say() { printf '%6s s  %s\n' "$(seconds)" "$*"; }
complain() { printf 'lab: %s\n' "$*" >&2; }
fail() { complain "$@"; exit 1; }
bad_use() { complain "$@"; exit 2; }
cannot() { complain "$@"; exit 3; }

show_end() { # FILE: the last lines of a log
  [ -s "$1" ] || return 0
  printf -- '--- %s\n' "$1" >&2
  tail -n "${2:-15}" "$1" | cut -c1-400 >&2
}
