# What several defects need on intree. Sourced by defects/defect.
# shellcheck shell=bash

# The policies are lab/intree/policy.jsonl, changed by the JSON files of the defects that are on; the API server reads them
# when it starts, and forgets all that it knew of tokens.
load_policy() {
  "$LAB" ctl restart "kube-apiserver$AT"
  if [ "$PLATFORM" = intree ]; then restart_clients; fi
}
restart_clients() { # who has lost his watches, tries again after longer and longer times, up to a minute
  local component restarts=() failed=0
  for component in {kube-controller-manager,kube-scheduler}@intree kubelet@node-011 kubelet@node-012; do
    "$LAB" ctl restart "$component" &
    restarts+=($!)
  done
  for component in "${restarts[@]}"; do wait "$component" || failed=1; done
  return "$failed"
}

# Volumes

attach_and_detach_again() { # what the controller puts off for minutes after failures, it tries at once when it begins anew
  "$LAB" ctl restart kube-controller-manager@intree
}

nothing_is_being_attached() { # what a node has mounted or is to mount, it has been given
  local wanted
  for wanted in $(kubectl get nodes --output 'jsonpath={.items[*].status.volumesInUse[*]}'); do
    kubectl get nodes --output 'jsonpath={.items[*].status.volumesAttached[*].name}' | grep -qF "$wanted" || return 1
  done
}
