# the project siteop-pc-team has no rights in its own namespace (policy-denies-own-namespace.json)
# shellcheck shell=bash
on() { load_policy; }
off() { load_policy; }
