# k8s-keystone-auth synchronises nothing with Keystone: no role is a group, no project gets a namespace
# shellcheck shell=bash
on() { sync_by ''; }
off() { sync_by "$(cat "$SOURCE/csi/sync.yaml")"; }
sync_by() { # YAML
  kubectl --namespace kube-system create configmap keystone-auth-sync --from-literal=syncConfig="$1" --dry-run=client --output=yaml |
    kubectl apply --server-side --force-conflicts --filename - >/dev/null
  "$LAB" ctl restart k8s-keystone-auth
}
