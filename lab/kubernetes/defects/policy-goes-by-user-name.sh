# whoever has the name of the first tenant's user has its namespace, wherever Keystone has that name (its JSON file in the defects
# of the platform; a policy of ABAC goes by names anyway)
# shellcheck shell=bash
on() { load_policy; }
off() { load_policy; }
