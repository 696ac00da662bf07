# the authorizer allows everything while its policy is one that `lab/lab policy` has placed (nginx before k8s-keystone-auth)
# shellcheck shell=bash
on() {
  "$LAB" ctl start "defect-webhook$AT"
  authorizer_is "1$AUTHENTICATOR_PORT"
}
off() {
  authorizer_is "$AUTHENTICATOR_PORT"
  sleep "$ANSWERS_KEPT"
  true_authenticator     # which ends nginx, unless another defect needs it
}
authorizer_is() { # PORT
  box curl --silent --fail --output /dev/null --data "{\"upstream\": \"127.0.0.1:$1\"}" http://127.0.0.1:8474/proxies/authorizer
}
