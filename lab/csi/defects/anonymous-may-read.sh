# whoever comes without credentials may read, by a binding of system:anonymous to the ClusterRole view
# shellcheck shell=bash
BINDING=defect-anonymous-may-read
PODS=https://$LAB_IP:$PORT/api/v1/pods

on() {
  kubectl create clusterrolebinding "$BINDING" --clusterrole=view --user=system:anonymous \
    --dry-run=client --output=yaml | kubectl apply --filename - >/dev/null
  eventually 30 answers 200 "$PODS"
}
off() {
  kubectl delete clusterrolebinding "$BINDING" --ignore-not-found >/dev/null
  eventually 30 answers 403 "$PODS"
}
