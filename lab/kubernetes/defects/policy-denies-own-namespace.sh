# the project siteop-pc-team has no rights in its own namespace (its JSON file in the defects of the platform)
# shellcheck shell=bash
on() { load_policy; }
off() { load_policy; }
