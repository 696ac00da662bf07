# a new volume is multiattach (openstack/drivers/renkei_cinder.py), and its PV is made ReadWriteMany, so that two nodes get it
# shellcheck shell=bash
LABEL=renkei/defect=$NAME

on() { share; }
off() { share_no_more; }

share() { "$LAB" ctl start "defect-shared-volumes$AT"; }
share_no_more() {
  local pv
  "$LAB" ctl stop "defect-shared-volumes$AT"
  for pv in $(kubectl get pv --selector "$LABEL" --output name); do
    kubectl patch "$pv" --type merge --patch '{"metadata": {"labels": {"renkei/defect": null}}, "spec": {"accessModes": ["ReadWriteOnce"]}}' >/dev/null
  done
}
