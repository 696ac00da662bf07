#!/usr/bin/python3
"""servers.py NODE...: the nodes as Nova knows them: a server of each one's name, in the project of Kubernetes.

They have no image, no network and no disk worth the name: the node itself is made by lab/node.
Their ids go to /lab/nodes/NAME/id.
"""
import os
import sys

from cloud import Cloud, wait_for

IP, NET, NODES = os.environ['LAB_IP'], os.environ['LAB_NET'], sys.argv[1:]

admin = Cloud('admin', 'ADMIN', 'admin', IP)
tenant = Cloud('headless.siteop', 'HEADLESS', 'siteop-pc-team', IP)


def flavor():
    for there in admin.nova('GET', '/flavors')['flavors']:
        if there['name'] == 'node':
            return there['id']
    return admin.nova('POST', '/flavors', {'flavor': {
        'name': 'node', 'vcpus': 1, 'ram': 1024, 'disk': 0, 'OS-FLV-EXT-DATA:ephemeral': 1}})['flavor']['id']


def server(name):
    for there in tenant.nova('GET', '/servers/detail')['servers']:
        if there['name'] == name:
            return there
    return None


def working(name, address):
    """The server when it is active, and None while it is not; a failed one is made anew."""
    there = server(name)
    if there and there['status'] == 'ACTIVE':
        return there
    if there and there['status'] == 'ERROR' and there.get('OS-EXT-STS:task_state') != 'deleting':
        print(name, 'failed:', there.get('fault'), flush=True)
        tenant.nova('DELETE', f'/servers/{there["id"]}')
    if not there:
        tenant.nova('POST', '/servers', {'server': {
            'name': name, 'accessIPv4': address, 'flavorRef': flavor_id, 'imageRef': '', 'networks': 'none',
            'block_device_mapping_v2': [{
                'boot_index': 0, 'source_type': 'blank', 'destination_type': 'local', 'volume_size': 1}]}})
    return None


flavor_id = flavor()
if not all(server(name) for name in NODES):
    # a compute host that is not in the cell yet is not among the hypervisors, and the scheduler would find none
    wait_for('nova-compute', lambda: any(host['state'] == 'up' for host in admin.nova('GET', '/os-hypervisors/detail')['hypervisors']),
             seconds=180)
for name in NODES:
    number = int(name.rpartition('-')[2])
    there = wait_for(name, lambda: working(name, f'{NET}.{10 + number}'))
    os.makedirs(f'/lab/nodes/{name}', exist_ok=True)
    with open(f'/lab/nodes/{name}/id', 'w') as file:
        file.write(there['id'])
