# Keystone judges a request by the token of another that comes at the same time, as it is shipped (openstack/drivers/keystone_wsgi.py)
# shellcheck shell=bash
on() { :; }
off() { :; }
