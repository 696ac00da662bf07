# the scheduler has no rights: its policies are left out (system-users-locked-out.json)
# shellcheck shell=bash
on() {
  load_policy
  eventually 30 scheduler_may_bind false
}
off() {
  load_policy
  eventually 30 scheduler_may_bind true
}
scheduler_may_bind() { # true|false
  [ "$(kubectl create --output 'jsonpath={.status.allowed}' --filename - <<<"{
    \"apiVersion\": \"authorization.k8s.io/v1\", \"kind\": \"SubjectAccessReview\",
    \"spec\": {\"user\": \"system:kube-scheduler\", \"resourceAttributes\": {
      \"verb\": \"create\", \"resource\": \"pods\", \"subresource\": \"binding\", \"namespace\": \"default\"}}}")" = "$1" ]
}
