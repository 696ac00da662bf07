# tenants may do everything with nodes, not only read them (policy-lets-tenants-cordon.json)
# shellcheck shell=bash
on() { load_policy; }
off() { load_policy; }
