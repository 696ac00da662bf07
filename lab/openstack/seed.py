#!/usr/bin/python3
"""Who is who in Keystone: roles, projects, users, and the catalog. What is there already stays."""
import os

from cloud import Cloud, PASSWORDS

IP = os.environ['LAB_IP']

ROLES = ['admin', 'member', 'reader', 'service', 'deployer']
PROJECTS = ['admin', 'service', 'siteop-pc-team', 'other-team']
USERS = {  # name: (password, project, roles)
    'kinoshita': ('KINOSHITA', 'siteop-pc-team', ['member']),
    'tanaka': ('TANAKA', 'other-team', ['member']),
    'headless.siteop': ('HEADLESS', 'siteop-pc-team', ['member', 'reader']),  # Kubernetes' own account
    **{name: ('SERVICE', 'service', ['admin', 'service']) for name in ('placement', 'neutron', 'cinder', 'nova')},
}
CATALOG = [
    ('placement', 'placement', f'https://{IP}:8778'),
    ('network', 'neutron', f'https://{IP}:9696'),
    ('compute', 'nova', f'https://{IP}:8774/v2.1'),
    ('volumev3', 'cinderv3', f'https://{IP}:8776/v3/%(project_id)s'),
    # nothing is there, but openstackclient wants it for a list of servers
    ('image', 'glance', f'https://{IP}:9292/v2'),
]

admin = Cloud('admin', 'ADMIN', 'admin', IP)


def ensure(kind, one, key, body):
    """The id of what has this key (a part of body), made if need be."""
    for there in admin.identity('GET', f'/{kind}')[kind]:
        if all(there.get(name) == body[name] for name in key):
            return there['id']
    return admin.identity('POST', f'/{kind}', {one: body})[one]['id']


roles = {name: ensure('roles', 'role', ['name'], {'name': name}) for name in ROLES}
# by name in this domain: scenarios make the same names in domains of their own
projects = {name: ensure('projects', 'project', ['name', 'domain_id'], {'name': name, 'domain_id': 'default'}) for name in PROJECTS}
for name, (password, project, its_roles) in USERS.items():
    user = ensure('users', 'user', ['name', 'domain_id'], {
        'name': name, 'domain_id': 'default', 'password': PASSWORDS[password + '_PASSWORD']})
    for role in its_roles:
        admin.identity('PUT', f'/projects/{projects[project]}/users/{user}/roles/{roles[role]}')
for kind, name, url in CATALOG:
    service = ensure('services', 'service', ['type'], {'type': kind, 'name': name})
    for interface in ('public', 'internal', 'admin'):
        ensure('endpoints', 'endpoint', ['service_id', 'interface'], {
            'service_id': service, 'interface': interface, 'region_id': 'RegionOne', 'url': url})
