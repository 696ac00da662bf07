#!/usr/bin/python3
"""policy.py PLATFORM FILE: the policies of FILE here, changed by the defects that are on, for the API server to read.

A line is one policy. A defect's change is a JSON file beside its script: "remove" names properties of the policies that are
left out, "add" policies that come along. What `lab/lab policy NAME` has put down, a file of policies/, comes last as it is.
"""
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
platform, name = sys.argv[1:]
switches = f'/lab/defects/{platform}'

with open(os.path.join(HERE, name)) as file:
    policies = [json.loads(line) for line in file]
for defect in sorted(os.listdir(switches)) if os.path.isdir(switches) else []:
    change = os.path.join(HERE, 'defects', defect + '.json')
    if os.path.exists(change):
        with open(change) as file:
            change = json.load(file)
        for properties in change.get('remove', []):
            policies = [policy for policy in policies if not properties.items() <= policy['spec'].items()]
        policies += ({'apiVersion': 'abac.authorization.kubernetes.io/v1beta1', 'kind': 'Policy', 'spec': spec}
                     for spec in change.get('add', []))
for policy in policies:
    print(json.dumps(policy))
placed = f'/lab/defects/.made/{platform}/policy'
if os.path.exists(placed):
    with open(placed) as file, open(os.path.join(HERE, 'policies', file.read().strip())) as lines:
        print(lines.read(), end='')
