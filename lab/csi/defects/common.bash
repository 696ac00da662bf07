# What several defects need on csi. Sourced by defects/defect.
# shellcheck shell=bash

# The policy of k8s-keystone-auth: lab/csi/policy.json, changed by the JSON files of the policy defects that are on; or the one
# that `lab/lab policy NAME` has put in its place (csi/policies.py), whatever defects are on.
CONFIGMAP=keystone-auth-policy

load_policy() {
  local file changes=()
  if box test -e "$PLACED"; then return; fi     # the end of that loads the rest
  for file in "$SOURCE"/csi/defects/policy-*.json; do
    if is_on "$(basename "$file" .json)"; then changes+=("$(cat "$file")"); fi
  done
  load_marked "${changes[@]}"
  # the true policy has no mark: it counts when the mark is gone that counted before
  if [ ${#changes[@]} -eq 0 ]; then
    policy_with '' | write_policy
    eventually 30 marked_project_may "$MARK" false
  fi
  sleep "$ANSWERS_KEPT"
}

load_marked() { # CHANGE...: until the policy with these changes counts, which a new MARK in it tells
  MARK=policy-$(date +%s%N)
  policy_with "$MARK" "$@" | write_policy
  eventually 30 marked_project_may "$MARK" true
}

policy_with() { # MARK CHANGE...
  box python3 - "$1" "$(cat "$SOURCE/csi/policy.json")" "${@:2}" <"$SOURCE/csi/defects/policy.py"
}

write_policy() { # on stdin what to write into the ConfigMap, which may be gone
  if ! kubectl --namespace kube-system get configmap "$CONFIGMAP" >/dev/null 2>&1; then
    kubectl --namespace kube-system create configmap "$CONFIGMAP" >/dev/null
  fi
  kubectl --namespace kube-system patch configmap "$CONFIGMAP" --type merge --patch-file /dev/stdin >/dev/null
}

# k8s-keystone-auth is asked by itself: the API server would go on with answers that it keeps, and take none for a refusal.
marked_project_may() { # MARK true|false
  local identity=alpha.kubernetes.io/identity
  box curl --silent --fail --cacert /lab/pki/ca.crt --max-time 10 --data @- "https://127.0.0.1:$AUTHENTICATOR_PORT/webhook" <<<"{
    \"apiVersion\": \"authorization.k8s.io/v1beta1\", \"kind\": \"SubjectAccessReview\",
    \"spec\": {\"user\": \"nobody\", \"group\": [\"nobody\"],
             \"extra\": {\"$identity/roles\": [\"member\"], \"$identity/project/name\": [\"$1\"]},
             \"nonResourceAttributes\": {\"path\": \"/$1\", \"verb\": \"get\"}}}" | grep -q "\"allowed\": $2"
}

# Volumes

attach_and_detach_again() { # csi-attacher, put off for minutes by failures, tries a changed VolumeAttachment at once
  kubectl annotate volumeattachments --all --overwrite "renkei/tried-again=$(date +%s%N)" >/dev/null || true
}

nothing_is_being_attached() {
  ! kubectl get volumeattachments --output 'jsonpath={.items[*].status.attached}' | grep -q false
}
