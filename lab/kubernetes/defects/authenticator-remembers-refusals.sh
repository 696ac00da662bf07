# a token that was once refused is refused for ten minutes (nginx before k8s-keystone-auth)
# shellcheck shell=bash
on() { authenticator_by "4$PORT"; }
off() { true_authenticator; }
