# each question of the API server comes to k8s-keystone-auth three times (nginx before it)
# shellcheck shell=bash
on() { authenticator_by "5$PORT"; }
off() { true_authenticator; }
