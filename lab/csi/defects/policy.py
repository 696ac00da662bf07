"""The policy of k8s-keystone-auth with some defects, as a patch of its ConfigMap.

policy.py MARK POLICY CHANGE...   (JSON texts)

A CHANGE removes permissions ("remove": the keys) or adds rules ("add"). Without MARK and CHANGE it is the very text.
"""
import json
import sys

mark, text, *changes = sys.argv[1:]
text += '\n'    # which the shell has taken off

if mark or changes:
    rules = json.loads(text)
    for change in map(json.loads, changes):
        for rule in rules:
            for key in change.get('remove', []):
                rule.get('resource_permissions', {}).pop(key, None)
        rules += change.get('add', [])
    if mark:
        # nobody is in this project: whether it may tells that this very policy is in force
        rules.append({'users': {'projects': [mark], 'roles': ['member']},
                      'nonresource_permissions': {'/' + mark: ['get']}})
    text = json.dumps(rules, indent=1)

json.dump({'data': {'policies': text}}, sys.stdout)
