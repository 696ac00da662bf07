# Keystone goes on accepting a token that it has once accepted, with the roles that it then had (openstack/drivers/keystone_wsgi.py)
# shellcheck shell=bash
on() { :; }
off() { :; }
