# a new volume is multiattach (openstack/drivers/renkei_cinder.py), and its PV is made ReadWriteMany, so that two nodes get it
# The in-tree provider wants more: it asks Cinder who has the volume (cinder_api_wsgi.py), and Nova for an ordinary volume
# (nova_api_wsgi.py).
# shellcheck shell=bash
LABEL=renkei/defect=$NAME

on() { "$LAB" ctl start "defect-shared-volumes$AT"; }
off() {
  local pv server volume
  "$LAB" ctl stop "defect-shared-volumes$AT"
  for pv in $(kubectl get pv --selector "$LABEL" --output name); do
    kubectl patch "$pv" --type merge --patch '{"metadata": {"labels": {"renkei/defect": null}}, "spec": {"accessModes": ["ReadWriteOnce"]}}' >/dev/null
  done
  # the in-tree provider would detach the first one only
  remembered | awk 'seen[$2]++' | while read -r server volume; do detach "$server" "$volume"; done
  forget_remembered
}
