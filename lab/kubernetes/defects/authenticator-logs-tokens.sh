# k8s-keystone-auth logs as much as --v=4 has, which is all tokens
# shellcheck shell=bash
on() { "$LAB" ctl restart "k8s-keystone-auth$AT"; }
off() { "$LAB" ctl restart "k8s-keystone-auth$AT"; }
