# whoever has a login is in the group system:masters too (nginx before k8s-keystone-auth)
# shellcheck shell=bash
on() { authenticator_by "3$PORT"; }
off() { true_authenticator; }
