# Cinder records 1 GB for a new volume, whatever size it has (openstack/drivers/renkei_cinder.py)
# shellcheck shell=bash
on() { :; }
off() { :; }   # volumes keep the record they got; deleting them gives the quota back in full
