# the scheduler has no rights: its ClusterRoleBinding is gone until it is put back as it was
# shellcheck shell=bash
BINDING=system:kube-scheduler
SAVED=$MADE/csi/$NAME.json

on() {
  if kubectl get clusterrolebinding "$BINDING" >/dev/null 2>&1; then
    box mkdir -p "$MADE/csi"
    kubectl get clusterrolebinding "$BINDING" --output json | box sh -c "python3 -c '
import json, sys
binding = json.load(sys.stdin)
for of_this_one in \"uid\", \"resourceVersion\", \"creationTimestamp\", \"managedFields\":
    binding[\"metadata\"].pop(of_this_one, None)
json.dump(binding, sys.stdout)' >'$SAVED'"
    kubectl delete clusterrolebinding "$BINDING" >/dev/null
  fi
  eventually 30 scheduler_may_bind no
}
off() {
  # the API server makes it anew by itself when it starts
  if ! kubectl get clusterrolebinding "$BINDING" >/dev/null 2>&1; then
    box cat "$SAVED" | kubectl create --filename - >/dev/null
  fi
  eventually 30 scheduler_may_bind yes
}
scheduler_may_bind() { # yes|no
  [ "$(kubectl auth can-i create pods --subresource=binding --namespace default --as=system:kube-scheduler 2>/dev/null)" = "$1" ]
}
