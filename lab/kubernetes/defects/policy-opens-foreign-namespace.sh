# the project siteop-pc-team may do everything in the namespace other-team (its JSON file in the defects of the platform)
# shellcheck shell=bash
on() { load_policy; }
off() { load_policy; }
