# tenants may read everything in all namespaces (policy-opens-all-namespaces.json)
# shellcheck shell=bash
on() { load_policy; }
off() { load_policy; }
