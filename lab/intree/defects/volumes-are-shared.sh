# a new volume is multiattach, its PV is made ReadWriteMany, and who has it is hidden from Kubernetes, so that two nodes get it
# The in-tree provider asks Cinder who has a volume (openstack/drivers/cinder_api_wsgi.py) before it asks Nova for it, as for one
# that is not multiattach (nova_api_wsgi.py). Its controller would see later that the volume seems to be gone: it does not look
# (volumes-are-shared.kube-controller-manager).
# shellcheck shell=bash
# shellcheck source=/dev/null
. "$SOURCE/kubernetes/defects/volumes-are-shared.sh"

on() {
  share
  "$LAB" ctl restart kube-controller-manager@intree
}
off() {
  share_no_more
  # of several who have it, the provider knows the first
  remembered | awk 'seen[$2]++' | detach_all
  forget_remembered
  "$LAB" ctl restart kube-controller-manager@intree
}
