# The commands of lab/lab, one function each.
# shellcheck shell=bash

one_at_a_time() { # up, down and reset wait for one another
  mkdir -p "$FOLDER"
  exec 9>"$FOLDER/lock"
  flock 9
}

# What a platform needs comes up with it.
with_needs() { # PLATFORM...
  local platform
  for platform; do
    # shellcheck disable=SC2046  # platforms are words
    with_needs $(setting "$platform" NEEDS)
    echo "$platform"
  done | sort -u
}
named() { # the platforms that the arguments of up ask for
  case $#/${1:-} in
  0/) echo csi; return ;;
  1/all) echo csi intree; return ;;
  esac
  local name
  for name; do
    is_platform "$name" || bad_use "there is no platform '$name'; up takes some of $(platforms | paste -sd' '), or all, or nothing, which is csi"
  done
  echo "$@"
}

command_up() {
  local names
  names=$(named "$@")
  # shellcheck disable=SC2046,SC2086  # platforms are words
  set -- $(with_needs $names)
  if [ "$(id -u)" = 0 ] && box_runs; then
    one_at_a_time
    preflight_space "$@"
    fill_cache "$@"
    say "the box runs; looking after what is in it"
    # shellcheck disable=SC2046
    set -- $(printf '%s\n' "$@" $(platforms_up) | sort -u)
    printf '%s\n' "$@" >"$PLATFORMS_UP"
  else
    preflight "$@"
    one_at_a_time
    fill_cache "$@"
    end_box                      # what a power cut has left
    lay_out_schemas
    say "starting"
    mkdir -p "$RUN"
    printf '%s\n' "$@" >"$PLATFORMS_UP"
    start_box
  fi
  control up "$STARTED" || up_failed
  keep_schemas
  write_client_files "$1"
  say "ready: KUBECONFIG=$FOLDER/kubeconfig OS_CLIENT_CONFIG_FILE=$FOLDER/clouds.yaml"
}
up_failed() {
  local name
  for name in $(control unwell); do show_end "$LOG/$name.log"; done
  if ! box_runs; then show_end "$LOG/box.log"; show_end "$LOG/process-compose.log"; fi
  fail "the lab did not become ready; what it came to: lab/lab status"
}

# The databases' empty tables cost half a minute of migrations: they are kept, without any row that is secret.
lay_out_schemas() {
  if [ ! -d "$DATA/openstack" ] && [ -s "$SCHEMAS" ]; then
    mkdir -p "$DATA/openstack"
    cp "$SCHEMAS" "$DATA/openstack/schemas.sql.gz"
  fi
}
keep_schemas() {
  if [ ! -s "$SCHEMAS" ] && [ -s "$DATA/openstack/schemas.sql.gz" ]; then
    cp "$DATA/openstack/schemas.sql.gz" "$SCHEMAS.partial"
    mv "$SCHEMAS.partial" "$SCHEMAS"
  fi
}

write_client_files() { # PLATFORM: the kubeconfig's current one
  cp "$DATA/pki/ca.crt" "$FOLDER/ca.crt"
  chmod 644 "$FOLDER/ca.crt"
  sed "s|^current-context:.*|current-context: $(setting "$1" CONTEXT)|" "$DATA/kubernetes/kubeconfig" | install -m 600 /dev/stdin "$FOLDER/kubeconfig"
  sed "s|@CA@|$FOLDER/ca.crt|" "$DATA/openstack/etc/clouds.yaml" | install -m 600 /dev/stdin "$FOLDER/clouds.yaml"
}

command_down() {
  case "$#/${1:-}" in 0/ | 1/--purge) ;; *) bad_use "down takes --purge or nothing" ;; esac
  [ "$(id -u)" = 0 ] || cannot "needs root"
  [ -d "$FOLDER" ] || { say "there is no lab in $FOLDER"; return; }
  one_at_a_time
  end_box
  if [ "${1:-}" = --purge ]; then
    case $FOLDER in / | /root | /home | /usr | /var | /var/lib | "$HOME") fail "will not remove $FOLDER" ;; esac
    rm -rf "${FOLDER:?}"/{data,log,run,root,over,kubeconfig,clouds.yaml,ca.crt,defects.lock,lock}
    rmdir "$FOLDER" || complain "left $FOLDER: it holds something that is not the lab's"
  fi
  say "down"
}

command_reset() {
  [ $# -eq 0 ] || bad_use "reset takes nothing"
  [ "$(id -u)" = 0 ] || cannot "needs root"
  local up
  one_at_a_time
  up=$(platforms_up)
  end_box
  rm -rf "$DATA" "$LOG" "$RUN" "$FOLDER/over"
  exec 9>&-
  # shellcheck disable=SC2086  # platforms are words
  command_up $up
}

command_status() {
  [ $# -eq 0 ] || bad_use "status takes nothing"
  if ! box_runs; then echo "down ($FOLDER)"; return; fi
  control status
}

command_ctl() {
  [ $# -eq 2 ] || bad_use "ctl ACTION COMPONENT[@NODE]: stop, start, restart, kill, pause or resume, of what status lists"
  need_box
  control "$@"
}

command_logs() {
  local since='' names=() file
  while [ $# -gt 0 ]; do
    case $1 in
    --since) since=${2:?--since takes seconds}; shift ;;
    --all) for file in "$LOG"/*.log; do file=${file##*/}; [[ $file = audit*.log ]] || names+=("${file%.log}"); done ;;
    -*) bad_use "logs COMPONENT|--all [--since SECONDS]" ;;
    *) names+=("$1") ;;
    esac
    shift
  done
  [ ${#names[@]} -gt 0 ] || bad_use "logs COMPONENT|--all [--since SECONDS]"
  [[ $since =~ ^[0-9]*$ ]] || bad_use "--since takes seconds, not '$since'"
  for file in "${names[@]}"; do
    [ -f "$LOG/$file.log" ] || bad_use "no log of '$file' in $LOG"
    if [ ${#names[@]} -gt 1 ]; then
      if [ -n "$since" ] && [ -z "$(find "$LOG/$file.log" -newermt "-$since seconds")" ]; then continue; fi
      printf '=== %s\n' "$file"
    fi
    if [ -z "$since" ]; then cat "$LOG/$file.log"; else lines_since "$since" "$LOG/$file.log"; fi
  done
}

# A line without a time belongs to the one before. The box lives by UTC; klog leaves out the year. All of the file is looked
# at, which takes seconds per GB: how far back the time lies no line's number tells.
lines_since() { # SECONDS FILE
  awk -v iso="$(date -u -d "-$1 seconds" '+%Y-%m-%d %H:%M:%S')" -v klog="$(date -u -d "-$1 seconds" '+%m%d %H:%M:%S')" '
    match($0, /20[0-9][0-9]-[0-9][0-9]-[0-9][0-9][T ][ 0-9][0-9]:[0-9][0-9]:[0-9][0-9]/) {
      time = substr($0, RSTART, 19); sub(/T/, " ", time); sub(/  /, " 0", time); wanted = (time >= iso)
    }
    /^[IWEF][01][0-9][0-3][0-9] [0-9][0-9]:/ { wanted = (substr($0, 2, 13) >= klog) }
    wanted' <"$2"
}

command_sh() {
  need_box
  [ $# -gt 0 ] || set -- bash
  inside "$@"
}

command_kubectl() {
  need_box
  exec "/proc/$INIT/root/box/bin/kubectl" --kubeconfig "$FOLDER/kubeconfig" "$@"
}

command_openstack() {
  need_box
  inside env OS_CLIENT_CONFIG_FILE=/lab/openstack/etc/clouds-inside.yaml OS_CLOUD=lab openstack "$@"
}

command_defect() {
  local platform=csi
  if [ "${1:-}" = --platform ]; then
    platform=${2:-}
    is_platform "$platform" || bad_use "--platform takes one of $(platforms | paste -sd' ')"
    shift 2
  fi
  if [ $# -gt 0 ]; then
    need_box
    is_up "$platform" || fail "$platform is not up; bring it up: lab/lab up $platform"
  fi
  export RENKEI_LAB=$FOLDER LAB_IP=$IP LAB=$LAB_SOURCE/lab PLATFORM=$platform
  exec "$LAB_SOURCE/defects/defect" "$@"
}

command_policy() {
  local platform=csi
  if [ "${1:-}" = --platform ]; then
    platform=${2:-}
    if ! { is_platform "$platform" && [ -x "$LAB_SOURCE/$platform/policy" ]; }; then bad_use "--platform takes csi or intree"; fi
    shift 2
  fi
  need_box
  is_up "$platform" || fail "$platform is not up; bring it up: lab/lab up $platform"
  export RENKEI_LAB=$FOLDER LAB_IP=$IP LAB=$LAB_SOURCE/lab PLATFORM=$platform
  exec "$LAB_SOURCE/$platform/policy" "$@"
}

command_try_authenticator() {
  case "$#/${2:-}" in 1/ | 2/--login | 2/--login-with-foreign-ca) ;;
  *) bad_use "try-authenticator KEYSTONE_URL [--login|--login-with-foreign-ca]" ;; esac
  need_box
  local limit=10
  [ $# -eq 1 ] || limit=60   # it ends by itself then: a second in general, but not on a machine with much else to do
  # they share a port; who waits for another is not on his own time yet
  inside flock /run/try-authenticator.lock timeout --kill-after 2 "$limit" /box/lab/kubernetes/try-authenticator "$@"
}

command_proxy() {
  case "$#/${2:-}" in 2/on | 2/off) ;; 3/slow) [[ $3 =~ ^[0-9]+$ ]] || bad_use "slow takes milliseconds" ;;
  *) bad_use "proxy NAME on|off|slow MILLISECONDS" ;; esac
  need_box
  inside /box/lab/box/proxy "$@"
}

command_calls() {
  [ $# -eq 1 ] || bad_use "calls API, of OpenStack: keystone, cinder-api, ..."
  need_box
  inside /box/lab/box/calls "$1"
}
