# whoever comes without credentials is a user, system:anonymous, who may read (anonymous-may-read.json)
# shellcheck shell=bash
PODS=https://$LAB_IP:$PORT/api/v1/pods

on() {
  load_policy
  eventually 30 answers 200 "$PODS"
}
off() {
  load_policy
  eventually 30 answers 401 "$PODS"
}
