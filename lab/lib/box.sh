# The box: namespaces and cgroups around everything, their cable to the host, and how to undo it.
# shellcheck shell=bash
# shellcheck disable=SC2153  # FOLDER is of settings.sh

INIT_FILE=$RUN/init                # pid and start time of the box's first process

start_time() { awk '{ sub(/.*\) /, ""); print $20 }' "/proc/$1/stat" 2>/dev/null; }
box_runs() { # sets INIT
  local pid time
  read -r pid time 2>/dev/null <"$INIT_FILE" || return 1
  [ -n "$pid" ] && [ "$(start_time "$pid")" = "$time" ] && INIT=$pid
}
need_box() {
  [ "$(id -u)" = 0 ] || cannot "needs root"
  box_runs || fail "the lab is down ($FOLDER); bring it up: lab/lab up"
}

# Cgroups: a group of our own in every hierarchy, of version 1, or in the one of version 2.

hierarchies() {
  local folder
  if [ -e /sys/fs/cgroup/cgroup.procs ]; then echo /sys/fs/cgroup; return; fi
  for folder in /sys/fs/cgroup/*/; do if [ -e "$folder/cgroup.procs" ]; then echo "${folder%/}"; fi; done
}
enter_cgroups() {
  local top
  for top in $(hierarchies); do
    mkdir -p "$top/$BOX"
    if [ -e "$top/cpuset.cpus" ]; then    # version 1: an empty set takes no process
      cat "$top/cpuset.cpus" >"$top/$BOX/cpuset.cpus"
      cat "$top/cpuset.mems" >"$top/$BOX/cpuset.mems"
    fi
    # the whole box would count as one process against each of the host's: let it count as eight
    if [ -e "$top/$BOX/cpu.shares" ]; then echo 8192 >"$top/$BOX/cpu.shares"; fi
    if [ -e "$top/$BOX/cpu.weight" ]; then echo 800 >"$top/$BOX/cpu.weight"; fi
    # version 2: only a group without children takes processes
    if [ -d "$top/$BOX/init" ]; then echo "$BASHPID" >"$top/$BOX/init/cgroup.procs"; else echo "$BASHPID" >"$top/$BOX/cgroup.procs"; fi
  done
}
cgroup_members() {
  local top
  for top in $(hierarchies); do
    if [ -d "$top/$BOX" ]; then find "$top/$BOX" -name cgroup.procs -exec cat {} +; fi
  done 2>/dev/null | sort -nu
}
folder_of() { tr '\0' '\n' 2>/dev/null <"/proc/$1/environ" | sed -n 's/^RENKEI_LAB=//p' | grep . || echo '(a folder unknown)'; }
other_folder() { # the one of a lab that runs by this name from another folder; fails when there is none
  local pid folder
  for pid in $(cgroup_members); do
    folder=$(folder_of "$pid")
    # what runs in a box does not tell whose it is; unshare, which lives as long, does
    if [[ $folder = /* && ! $folder -ef $FOLDER ]]; then echo "$folder"; return; fi
  done
  return 1
}
remove_cgroups() {
  local top tries
  for top in $(hierarchies); do
    for ((tries = 0; tries < 60; tries++)); do      # a group lives on for a moment after its last process
      [ -d "$top/$BOX" ] || break
      find "$top/$BOX" -depth -type d -exec rmdir {} + 2>/dev/null || sleep 0.05
    done
    [ ! -d "$top/$BOX" ] || complain "left behind: $top/$BOX"
  done
}

start_box() {
  local unshared tries
  rm -f "$RUN"/{inside,wired,processes.sock}
  mkdir -p "$DATA" "$LOG" "$RUN" "$FOLDER"/{root,over/up,over/work}
  chmod 711 "$FOLDER"
  chmod 700 "$DATA"
  # a child enters the cgroups and the namespaces; this shell stays outside of both
  (
    enter_cgroups
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
      RENKEI_LAB="$FOLDER" LAB_SOURCE="$LAB_SOURCE" LAB_ROOTFS="$ROOTFS" LAB_CACHE="$CACHE" \
      LAB_BINARIES="$(basename "$BINARIES")" LAB_PROGRAMS="$(all_programs)" LAB_IP="$IP" LAB_NET="$NET" LAB_PODS="$PODS" \
      setsid unshare --mount --pid --net --uts --ipc --cgroup --fork --kill-child --propagation private "$LAB_SOURCE/box/init"
  ) >"$LOG/box.log" 2>&1 </dev/null 8>&- 9>&- &
  unshared=$!
  for ((tries = 0; tries < 400; tries++)); do
    if [ -e "$RUN/inside" ]; then break; fi
    [ -d "/proc/$unshared" ] || break
    sleep 0.05
  done
  INIT=$(tr -d ' ' <"/proc/$unshared/task/$unshared/children" 2>/dev/null || true)
  if [ -z "$INIT" ] || [ ! -e "$RUN/inside" ]; then
    show_end "$LOG/box.log"
    end_box
    fail "the box could not be made"
  fi
  echo "$INIT $(start_time "$INIT")" >"$INIT_FILE"
  plug_cable
  touch "$RUN/wired"
}

plug_cable() {
  ip link add "$CABLE" type veth peer name uplink netns "$INIT"
  ip address add "$HOST_IP/24" dev "$CABLE"
  ip link set "$CABLE" up
  nsenter -t "$INIT" -n ip link set uplink master lab0 up
  ip route add "$PODS.0.0/16" via "$IP"
}

# Ending is hard: the power of the whole lab is cut. Everything in it has to stand that anyhow, and it takes half a second.
end_box() {
  local tries pid other
  if box_runs; then
    kill -KILL "$INIT"
  elif other=$(other_folder); then    # its cgroups and its cable have the name of ours
    cannot "not this lab ($FOLDER) but another runs by the name $BOX: $other; end that: RENKEI_LAB=$other lab/lab down, or name this one by RENKEI_LAB_NAME"
  fi
  for ((tries = 0; tries < 200; tries++)); do
    pid=$(cgroup_members)
    [ -n "$pid" ] || break
    # shellcheck disable=SC2086  # several
    if [ "$tries" = 20 ]; then kill -KILL $pid 2>/dev/null || true; fi
    sleep 0.05
  done
  rm -f "$INIT_FILE" "$RUN"/{inside,wired,processes.sock}
  ip link delete "$CABLE" 2>/dev/null || true
  free_loops
  remove_cgroups
}

# A loop device outlives its namespace; ours are found by the file under them.
free_loops() {
  local file device
  [ -d "$DATA/openstack/volumes" ] || return 0
  find "$DATA/openstack/volumes" -type f | while read -r file; do
    losetup -j "$file" | cut -d: -f1 | while read -r device; do losetup -d "$device"; done
  done
}

inside() { # COMMAND...: in the box, in its cgroups too
  (
    enter_cgroups
    exec nsenter -t "$INIT" -m -p -n -u -i -C -r -w \
      /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin:/box/bin HOME=/root LC_ALL=C.UTF-8 TERM="${TERM:-dumb}" \
      LAB_IP="$IP" LAB_NET="$NET" LAB_PODS="$PODS" KUBECONFIG=/lab/kubernetes/kubeconfig "$@"
  )
}
control() { inside /box/lab/box/control.py "$@"; }
