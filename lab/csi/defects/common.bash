# What several defects need on csi. Sourced by defects/defect.
# shellcheck shell=bash

# The policy of k8s-keystone-auth: lab/csi/policy.json, changed by the JSON files of the policy defects that are on; or the one
# that `lab/lab policy NAME` has put in its place (csi/policies.py), whatever defects are on.
PLACED=$MADE/csi/policy          # its name
CONFIGMAP=keystone-auth-policy

load_policy() {
  local file changes=() mark former
  if [ -n "$(placed_policy)" ]; then return; fi     # the end of that loads the rest
  for file in "$SOURCE"/csi/defects/policy-*.json; do
    if is_on "$(basename "$file" .json)"; then changes+=("$(cat "$file")"); fi
  done
  box mkdir -p "$MADE/csi"
  former=$(box sh -c "cat '$MADE/csi/policy-mark' 2>/dev/null" || true)
  mark=policy-$(date +%s%N)
  box sh -c "cat >'$MADE/csi/policy-mark'" <<<"$mark"
  box python3 - "$mark" "$(cat "$SOURCE/csi/policy.json")" "${changes[@]}" <"$SOURCE/csi/defects/policy.py" | write_policy >/dev/null
  # k8s-keystone-auth has it when the new mark counts; the true policy has none, then the former one has to go
  if [ ${#changes[@]} -gt 0 ]; then
    eventually 30 marked_project_may "$mark" true
  elif [ -n "$former" ]; then
    eventually 30 marked_project_may "$former" false
  fi
  sleep "$ANSWERS_KEPT"
}

placed_policy() { box sh -c "cat '$PLACED' 2>/dev/null" || true; }

write_policy() { # on stdin what to write into the ConfigMap, which may be gone
  if ! kubectl --namespace kube-system get configmap "$CONFIGMAP" >/dev/null 2>&1; then
    kubectl --namespace kube-system create configmap "$CONFIGMAP" >/dev/null
  fi
  kubectl --namespace kube-system patch configmap "$CONFIGMAP" --type merge --patch-file /dev/stdin
}

# Of a policy that cannot be read no request can tell whether it is in force: the log of k8s-keystone-auth does.
policies_read() {
  "$LAB" logs k8s-keystone-auth | awk '/Authorization policy updated|PolicyConfigmap .* has been deleted/ {count++} END {print count + 0}'
}
has_read_another_than() { [ "$(policies_read)" -gt "$1" ]; }

marked_project_may() { # MARK true|false
  local identity=alpha.kubernetes.io/identity
  [ "$(kubectl create --output 'jsonpath={.status.allowed}' --filename - <<<"{
    \"apiVersion\": \"authorization.k8s.io/v1\", \"kind\": \"SubjectAccessReview\",
    \"spec\": {\"user\": \"nobody\", \"groups\": [\"nobody\"],
             \"extra\": {\"$identity/roles\": [\"member\"], \"$identity/project/name\": [\"$1\"]},
             \"nonResourceAttributes\": {\"path\": \"/$1\", \"verb\": \"get\"}}}")" = "$2" ]
}

# Volumes

attach_and_detach_again() { # csi-attacher, put off for minutes by failures, tries a changed VolumeAttachment at once
  kubectl annotate volumeattachments --all --overwrite "renkei/tried-again=$(date +%s%N)" >/dev/null || true
}

nothing_is_being_attached() {
  ! kubectl get volumeattachments --output 'jsonpath={.items[*].status.attached}' | grep -q false
}
