# What several defects need. Sourced by defect.
# shellcheck shell=bash
MADE=$SWITCHES/.made            # what defects have done or need, in the box
# how long the API server may go by an answer that is no longer given: it keeps its webhooks' answers
# for 5 s, as the lab sets it, and on top of that for 10 s who a token has been
ANSWERS_KEPT=6 IDENTITIES_KEPT=16

box() { "$LAB" sh "$@"; }
kubectl() { "$LAB" kubectl "$@"; }

is_on() { box test -e "$SWITCHES/$1"; }

eventually() { # SECONDS COMMAND...: until it succeeds
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || { echo "defect: not so after a while: $*" >&2; return 1; }
    sleep 0.3
  done
}

status_of() { # CURL-ARGS...: the HTTP status, 000 without an answer
  box curl --silent --cacert /lab/pki/ca.crt --max-time 10 --output /dev/null --write-out '%{http_code}' "$@" || true
}
answers() { # STATUS CURL-ARGS...
  [ "$(status_of "${@:2}")" = "$1" ]
}

# The authenticator. Toxiproxy stands before it; who answers is its upstream. In place of
# k8s-keystone-auth that is nginx (webhook.nginx.conf), with the answer for one user.

answer_always_as() { # USER: what k8s-keystone-auth says of a token of that user
  local token
  token=$("$LAB" openstack --os-cloud "$1" token issue -f value -c id)
  box mkdir -p "$MADE/$NAME"
  box sh -c "curl --silent --fail --cacert /lab/pki/ca.crt --data @- https://127.0.0.1:8443/webhook |
    python3 -c 'import json, sys; review = json.load(sys.stdin); del review[\"spec\"]; print(json.dumps(review))' \
      >'$MADE/$NAME/answer.json'" <<<"
    {\"apiVersion\": \"authentication.k8s.io/v1beta1\", \"kind\": \"TokenReview\", \"spec\": {\"token\": \"$token\"}}"
  "$LAB" ctl start defect-webhook
}

authenticator_is() { # HOST:PORT
  box curl --silent --fail --output /dev/null --data "{\"upstream\": \"$1\"}" http://127.0.0.1:8474/proxies/authenticator
}

any_token_is() { # USER, or nobody
  local answer
  answer=$(box curl --silent --cacert /lab/pki/ca.crt --max-time 10 --header "Authorization: Bearer forged-$RANDOM$RANDOM" \
    --json '{"apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview"}' \
    "https://$LAB_IP:6443/apis/authentication.k8s.io/v1/selfsubjectreviews") || return 1
  case $1 in
  nobody) grep -q Unauthorized <<<"$answer" ;;
  *) grep -q "\"username\": *\"$1\"" <<<"$answer" ;;
  esac
}

true_authenticator() { # unless another defect still stands in for it
  local other
  for other in "authenticator-accepts-anything 9441" "authenticator-confuses-users 9442"; do
    if is_on "${other% *}"; then
      authenticator_is "127.0.0.1:${other#* }"
      sleep "$IDENTITIES_KEPT"
      return
    fi
  done
  authenticator_is 127.0.0.1:8443
  eventually 30 any_token_is nobody
  sleep "$IDENTITIES_KEPT"
  "$LAB" ctl stop defect-webhook
}

# The policy of k8s-keystone-auth: lab/kubernetes/policy.json, changed by the JSON files of the
# policy defects that are on.

load_policy() {
  local file changes=() mark former
  for file in "$HERE"/policy-*.json; do
    if is_on "$(basename "$file" .json)"; then changes+=("$(cat "$file")"); fi
  done
  box mkdir -p "$MADE"
  former=$(box sh -c "cat '$MADE/policy-mark' 2>/dev/null" || true)
  mark=policy-$(date +%s%N)
  box sh -c "cat >'$MADE/policy-mark'" <<<"$mark"
  box python3 - "$mark" "$(cat "$HERE/../kubernetes/policy.json")" "${changes[@]}" <"$HERE/policy.py" |
    kubectl --namespace kube-system patch configmap keystone-auth-policy --type merge --patch-file /dev/stdin >/dev/null
  # k8s-keystone-auth has it when the new mark counts; the true policy has none, then the former one has to go
  if [ ${#changes[@]} -gt 0 ]; then
    eventually 30 marked_project_may "$mark" true
  elif [ -n "$former" ]; then
    eventually 30 marked_project_may "$former" false
  fi
  sleep "$ANSWERS_KEPT"
}

marked_project_may() { # MARK true|false
  local identity=alpha.kubernetes.io/identity
  [ "$(kubectl create --output 'jsonpath={.status.allowed}' --filename - <<<"{
    \"apiVersion\": \"authorization.k8s.io/v1\", \"kind\": \"SubjectAccessReview\",
    \"spec\": {\"user\": \"nobody\", \"groups\": [\"nobody\"],
             \"extra\": {\"$identity/roles\": [\"member\"], \"$identity/project/name\": [\"$1\"]},
             \"nonResourceAttributes\": {\"path\": \"/$1\", \"verb\": \"get\"}}}")" = "$2" ]
}

# Kubernetes

attach_and_detach_again() { # csi-attacher, put off for minutes by failures, tries a changed VolumeAttachment at once
  kubectl annotate volumeattachments --all --overwrite "renkei/tried-again=$(date +%s%N)" >/dev/null || true
}
