# Nova attaches a volume to another server of the project than it says (openstack/drivers/nova_api_wsgi.py)
# shellcheck shell=bash
on() { :; }
off() {
  # Kubernetes never looks for it there: nobody else would detach it
  remembered | detach_all
  forget_remembered
  attach_and_detach_again
  # An attachment that comes to be when its pod has just gone is one that Kubernetes never detaches: let it come first.
  eventually "$(time_left)" nothing_is_being_attached || true   # what else is pending is not this defect's
}
