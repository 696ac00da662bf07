# whoever has a login has the first tenant's namespace (its JSON file in the defects of the platform)
# shellcheck shell=bash
on() { load_policy; }
off() { load_policy; }
