# every token, whosever it is, is tanaka of other-team to the API server
# shellcheck shell=bash
on() {
  answer_always_as tanaka
  authenticator_is "2$PORT"
  eventually 30 any_token_is tanaka
  sleep "$IDENTITIES_KEPT"
}
off() { true_authenticator; }
