# siteop-pc-team may get secrets of other-team by name, so that a missing one answers 404 (policy-reveals-existence.json)
# shellcheck shell=bash
on() { load_policy; }
off() { load_policy; }
