# any bearer token is kinoshita of siteop-pc-team to the API server
# shellcheck shell=bash
on() {
  answer_always_as kinoshita
  authenticator_is "1$PORT"
  eventually 30 any_token_is kinoshita
  sleep "$IDENTITIES_KEPT"
}
off() { true_authenticator; }
