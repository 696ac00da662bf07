# the controller manager writes nothing but errors into its log (controller-manager-logs-nothing.kube-controller-manager)
# shellcheck shell=bash
on() { "$LAB" ctl restart kube-controller-manager@intree; }
off() { "$LAB" ctl restart kube-controller-manager@intree; }
