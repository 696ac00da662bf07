#!/usr/bin/python3
"""policies.py NAME: lab/csi/policy.json with one thing amiss, as people get it wrong: what `lab/lab policy NAME` loads.

policies.py list: the names. `deleted` is none of them: there the whole ConfigMap goes.
"""
import json
import os
import sys

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'policy.json')) as file:
    TEXT = file.read()

PROJECT, TENANTS = 'other-team', ['siteop-pc-team', 'other-team']


def rule_of_one_project():
    """The rules, and the one among them by which only PROJECT has the namespace of its name."""
    rules = json.loads(TEXT)
    return rules, next(rule for rule in rules
                       if rule['users']['projects'] == [PROJECT] and PROJECT + '/*' in rule['resource_permissions'])


def with_users(change):
    """In the rule of that project, `users` is changed."""
    rules, rule = rule_of_one_project()
    change(rule)
    return json.dumps(rules, indent=1)


def for_administrators(users):
    """One more rule: who is an administrator in the tenants' projects may do everything."""
    return json.dumps(json.loads(TEXT) + [{'users': {'projects': TENANTS} | users, 'resource_permissions': {'*/*': ['*']}}], indent=1)


def unknown_key():
    rules = json.loads(TEXT)
    for rule in rules:
        rule['users']['domains'] = ['default']
    return json.dumps(rules, indent=1)


POLICIES = {
    # that break it, or have no effect
    'malformed': lambda: TEXT[:len(TEXT) // 2],
    'empty': lambda: '',
    'unknown-key': unknown_key,
    # slips in which a reader that goes on finds no limit any more
    'users-misspelt': lambda: with_users(lambda rule: rule.update({'user': rule.pop('users')})),
    'users-as-list': lambda: with_users(lambda rule: rule.update({'users': [PROJECT]})),
    'users-null': lambda: with_users(lambda rule: rule.update({'users': None})),
    'roles-as-text': lambda: for_administrators({'roles': 'admin'}),
    'roles-misspelt': lambda: for_administrators({'role': ['admin']}),
    # slips after which a rule is for nobody
    'projects-as-text': lambda: with_users(lambda rule: rule['users'].update({'projects': PROJECT})),
    'projects-misspelt': lambda: with_users(lambda rule: rule['users'].update({'project': rule['users'].pop('projects')})),
    'permissions-as-text': lambda: with_users(lambda rule: rule.update({'resource_permissions': PROJECT + '/*'})),
    'verbs-as-text': lambda: with_users(lambda rule: rule.update({'resource_permissions': {PROJECT + '/*': '*'}})),
}

if __name__ == '__main__':
    name = sys.argv[1]
    if name == 'list':
        print(*POLICIES, sep='\n')
    elif name in POLICIES:
        sys.stdout.write(POLICIES[name]())
    else:
        sys.exit(f'policies.py: no policy {name}; there are {", ".join(POLICIES)}')
