# What this machine must have. Everything is asked before anything is changed; every refusal exits 3.
# shellcheck shell=bash
# shellcheck disable=SC2153  # FOLDER is of settings.sh

# GiB. Building: root file system 1.5, its archive 0.5, Go's modules and cache 5; a platform's own programs 3, while they are built
DISK_TO_BUILD=9 DISK_FOR_OWN=3 DISK_TO_RUN=3 MEMORY=4
GO_AT_LEAST=1.25
INOTIFY=25 # instances that a platform's kubelets, containerds and controller manager open, of which a user has 128 unless told

preflight() { # PLATFORM...
  [ "$(uname -s)/$(uname -m)" = Linux/x86_64 ] || cannot "needs Linux on amd64; this is $(uname -s) on $(uname -m)"
  [ "$(id -u)" = 0 ] || cannot "needs root, for namespaces, mounts and loop devices; run it as root"
  preflight_space "$@"
  preflight_memory
  preflight_inotify "$@"
  preflight_tools
  preflight_address
  preflight_no_other
}

gib() { echo $(($1 / 1024 / 1024)); }
free_disk() { # FOLDER, which need not exist yet: GiB
  local folder=$1
  while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
  gib "$(df --output=avail -k "$folder" | tail -1)"
}
preflight_space() {
  local free needed=$DISK_TO_RUN
  free=$(free_disk "$FOLDER")
  [ "$free" -ge "$needed" ] || cannot "too little disk: $FOLDER needs $needed GiB, $free GiB are free there; free some, or name another folder by RENKEI_LAB"
  needed=0
  if ! has_rootfs || ! has_binaries; then needed=$DISK_TO_BUILD; fi
  if ! has_programs_of "$@"; then needed=$((needed + DISK_FOR_OWN)); fi
  free=$(free_disk "$CACHE")
  [ "$free" -ge "$needed" ] || cannot "too little disk: building needs $needed GiB for $CACHE, $free GiB are free there; free some, or name another folder by RENKEI_CACHE"
}
preflight_memory() {
  local available
  available=$(gib "$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)")
  [ "$available" -ge "$MEMORY" ] || cannot "too little memory: needs $MEMORY GiB, $available GiB are available; end something big"
}
preflight_inotify() { # PLATFORM...
  local limit used needed=$((INOTIFY * $#))
  limit=$(</proc/sys/fs/inotify/max_user_instances)
  # a process may go while it is looked at
  used=$( (find /proc/[0-9]*/fd -uid 0 -lname anon_inode:inotify 2>/dev/null || true) | wc -l)
  [ $((limit - used)) -ge "$needed" ] || cannot "too few inotify instances: needs $needed, $used of $limit are in use; allow more: sysctl -w fs.inotify.max_user_instances=$((used + needed + 128))"
}

preflight_tools() {
  local tool
  for tool in unshare:util-linux nsenter:util-linux losetup:mount ip:iproute2 tar:tar gzip:gzip setsid:util-linux find:findutils flock:util-linux; do
    command -v "${tool%:*}" >/dev/null || cannot "no ${tool%:*} on this machine; install the package ${tool#*:}"
  done
  if ! has_binaries; then preflight_go; fi
  if ! has_rootfs && ! command -v debootstrap >/dev/null && ! command -v apt-get >/dev/null; then
    cannot "no debootstrap on this machine and no apt-get to install it; install debootstrap"
  fi
}
preflight_go() {
  local version
  version=$(go env GOVERSION 2>/dev/null) || cannot "no Go on this machine; install Go $GO_AT_LEAST or newer and put it in PATH"
  version=${version#go}
  [ "$(printf '%s\n' "$GO_AT_LEAST" "$version" | sort -V | head -1)" = "$GO_AT_LEAST" ] ||
    cannot "Go $version is too old; install Go $GO_AT_LEAST or newer and put it in PATH"
}

preflight_address() { # only while the lab is down: its own address is there otherwise
  local found range
  [[ $IP =~ ^([0-9]{1,3}\.){3}[0-9]{1,3}$ ]] || cannot "RENKEI_LAB_IP=$IP is not an IPv4 address; give one like 10.211.0.1"
  [ "$IP" != "$HOST_IP" ] || cannot "RENKEI_LAB_IP=$IP ends in .254, which is the host's own end; take another, like $NET.1"
  for range in "$NET.0/24" "$PODS.0.0/16"; do
    # the table's every route into the range, and the one that a packet would take, unless by default
    found=$(ip -4 route show root "$range" | grep -v "dev $CABLE" || true)
    [ -n "$found" ] || found=$(ip -4 route show match "${range%/*}" | grep -v -e '^default' -e "dev $CABLE" || true)
    [ -z "$found" ] || cannot "addresses $range are in use on this machine (route: $(head -1 <<<"$found")); name another address by RENKEI_LAB_IP"
  done
}
preflight_no_other() {
  local pid
  for pid in $(cgroup_members); do
    cannot "another lab runs on this machine: $(folder_of "$pid"); end it first: RENKEI_LAB=$(folder_of "$pid") lab/lab down"
  done
}
