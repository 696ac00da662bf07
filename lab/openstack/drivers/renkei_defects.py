"""Switches that make the lab misbehave on purpose.

A switch is a file: /lab/defects/NAME exists = on; or one for a platform of
Kubernetes, /lab/defects/PLATFORM/NAME. It is looked at for every call, so that
turning one on or off needs no restart. Set by `lab/lab defect`.
"""
import glob
import os

FOLDER = '/lab/defects'


def is_on(name, platform='*'):
    """For everybody, or for this platform; for any of them when none is named."""
    return os.path.exists(os.path.join(FOLDER, name)) or bool(glob.glob(os.path.join(FOLDER, platform, name)))


def remember(name, *words):
    """Write down what a defect has done, for `lab/lab defect NAME off` to undo."""
    made = os.path.join(FOLDER, '.made')
    os.makedirs(made, exist_ok=True)
    with open(os.path.join(made, name), 'a') as record:
        record.write(' '.join(words) + '\n')
