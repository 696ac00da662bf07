# port 8080 serves the API with the administrator's rights, no credentials asked (kubectl proxy)
# shellcheck shell=bash
SECRETS=http://$LAB_IP:8080/api/v1/secrets

on() {
  "$LAB" ctl start "defect-insecure-port$AT"
  eventually 30 answers 200 "$SECRETS"
}
off() {
  "$LAB" ctl stop "defect-insecure-port$AT"
  eventually 30 answers 000 "$SECRETS"
}
