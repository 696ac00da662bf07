# What several defects need. Sourced by defect.
# shellcheck shell=bash
SWITCHES=/lab/defects
MADE=$SWITCHES/.made            # what defects have done or need, in the box; of a platform: below $MADE/$PLATFORM
# how long the API server may go by an answer that is no longer given: it keeps its webhooks' answers
# for 5 s, as the lab sets it, and on top of that for 10 s who a token has been
# shellcheck disable=SC2034  # used by the defects
ANSWERS_KEPT=6 IDENTITIES_KEPT=16
# seconds, of the 110 within which a defect is to be switched, the wait for the lock included
time_left() { echo $((110 - SECONDS)); }

box() { "$LAB" sh "$@"; }
kubectl() { "$LAB" kubectl --context "$CONTEXT" "$@"; }

switch() { # NAME: its file in the box
  if [ "$(owner_of "$1")" = openstack ]; then echo "$SWITCHES/$1"; else echo "$SWITCHES/$PLATFORM/$1"; fi
}
is_on() { box test -e "$(switch "$1")"; }

eventually() { # SECONDS COMMAND...: until it succeeds
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || { echo "defect: not so after a while: $*" >&2; return 1; }
    sleep 0.3
  done
}

# A policy that `lab/lab policy` has put in the place of the platform's. Whoever is at that may be cut off between any two lines:
# the note of it is there before anything is changed, and until it is known that all is as it was. load_policy, of each
# platform's defects/common.bash, brings about the policy as these notes and the defects have it, and knows when it counts.
PLACED=$MADE/$PLATFORM/policy   # its name; and $PLACED.ending while it is being ended

note_placed() { # NAME; never half of it: the API server of intree starts with it
  box mkdir -p "$(dirname "$PLACED")"
  box sh -c "cat >'$PLACED.new' && mv '$PLACED.new' '$PLACED'" <<<"$1"
}
end_placed() {
  local notes
  notes=$(box sh -c "ls '$PLACED' '$PLACED.ending' 2>/dev/null || true")
  [ -n "$notes" ] || return 0
  box sh -c "if [ -e '$PLACED' ]; then mv '$PLACED' '$PLACED.ending'; fi"
  load_policy
  box rm "$PLACED.ending"
}

status_of() { # CURL-ARGS...: the HTTP status, 000 without an answer
  box curl --silent --cacert /lab/pki/ca.crt --max-time 10 --output /dev/null --write-out '%{http_code}' "$@" || true
}
answers() { # STATUS CURL-ARGS...
  [ "$(status_of "${@:2}")" = "$1" ]
}

# The authenticator. Toxiproxy stands before it; who answers is its upstream. In place of
# k8s-keystone-auth that is nginx (kubernetes/defects/webhook), with the answer for one user.

answer_always_as() { # USER: what k8s-keystone-auth says of a token of that user
  local token
  token=$("$LAB" openstack --os-cloud "$1" token issue -f value -c id)
  box mkdir -p "$MADE/$PLATFORM/$NAME"
  box sh -c "curl --silent --fail --cacert /lab/pki/ca.crt --data @- https://127.0.0.1:$AUTHENTICATOR_PORT/webhook |
    python3 -c 'import json, sys; review = json.load(sys.stdin); del review[\"spec\"]; print(json.dumps(review))' \
      >'$MADE/$PLATFORM/$NAME/answer.json'" <<<"
    {\"apiVersion\": \"authentication.k8s.io/v1beta1\", \"kind\": \"TokenReview\", \"spec\": {\"token\": \"$token\"}}"
  "$LAB" ctl start "defect-webhook$AT"
}

authenticator_is() { # PORT
  box curl --silent --fail --output /dev/null --data "{\"upstream\": \"127.0.0.1:$1\"}" "http://127.0.0.1:8474/proxies/$AUTHENTICATOR"
}

authenticator_by() { # PORT: nginx there passes on what the API server asks k8s-keystone-auth
  "$LAB" ctl start "defect-webhook$AT"
  authenticator_is "$1"
}

any_token_is() { # USER, or nobody
  local user
  user=$(kubectl create --output 'jsonpath={.status.user.username}' --filename - <<<"
    {\"apiVersion\": \"authentication.k8s.io/v1\", \"kind\": \"TokenReview\", \"spec\": {\"token\": \"forged-$RANDOM$RANDOM\"}}") || return 1
  [ "${user:-nobody}" = "$1" ]
}

true_authenticator() { # unless another defect still stands in for it
  local other
  for other in "authenticator-accepts-anything 1$PORT" "authenticator-confuses-users 2$PORT" \
    "authenticator-adds-groups 3$PORT" "authenticator-remembers-refusals 4$PORT" "authenticator-asks-thrice 5$PORT"; do
    if is_on "${other% *}"; then
      authenticator_is "${other#* }"
      sleep "$IDENTITIES_KEPT"
      return
    fi
  done
  authenticator_is "$AUTHENTICATOR_PORT"
  eventually 30 any_token_is nobody
  sleep "$IDENTITIES_KEPT"
  # the same nginx may stand before the authorizer
  is_on broken-policy-allows-all || "$LAB" ctl stop "defect-webhook$AT"
}

# Attachments that a patch in openstack/drivers has written down, as SERVER VOLUME

remembered() { box sh -c "cat '$MADE/$NAME' 2>/dev/null" || true; }
forget_remembered() { box rm -f "$MADE/$NAME"; }
detach_all() { # on stdin SERVER VOLUME lines: all at once, and until all are free
  local server volume pair asked=() end
  while read -r server volume; do
    if is_attached "$server" "$volume"; then
      "$LAB" openstack server remove volume "$server" "$volume" </dev/null
      asked+=("$server $volume")
    fi
  done < <(sort -u)
  end=$((SECONDS + 60))
  for pair in "${asked[@]}"; do
    # shellcheck disable=SC2086  # two words
    eventually $((end - SECONDS)) is_free $pair
  done
}
is_attached() {
  "$LAB" openstack volume show "$2" --format value --column attachments </dev/null 2>/dev/null | grep -q "$1"
}
is_free() { ! is_attached "$@"; }
