# the project siteop-pc-team may do everything in the namespace other-team (policy-opens-foreign-namespace.json)
# shellcheck shell=bash
on() { load_policy; }
off() { load_policy; }
