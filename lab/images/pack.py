#!/usr/bin/python3
"""pack.py FOLDER NAME OUT COMMAND...: a folder as a container image of one layer, as `docker save` writes it."""
import hashlib
import io
import json
import os
import sys
import tarfile

folder, name, out, *command = sys.argv[1:]


def digest(content):
    return hashlib.sha256(content).hexdigest()


layer = io.BytesIO()
with tarfile.open(fileobj=layer, mode='w') as tar:
    tar.add(folder, arcname='.')
layer = layer.getvalue()
config = json.dumps({
    'architecture': 'amd64',
    'os': 'linux',
    'config': {'Cmd': command, 'Env': ['PATH=/usr/sbin:/usr/bin:/sbin:/bin']},
    'rootfs': {'type': 'layers', 'diff_ids': ['sha256:' + digest(layer)]},
}).encode()
config_file, layer_file = digest(config) + '.json', digest(layer) + '/layer.tar'
manifest = json.dumps([{'Config': config_file, 'RepoTags': [name], 'Layers': [layer_file]}]).encode()

with tarfile.open(out + '.new', 'w') as image:
    for file, content in ((config_file, config), (layer_file, layer), ('manifest.json', manifest)):
        entry = tarfile.TarInfo(file)
        entry.size = len(content)
        image.addfile(entry, io.BytesIO(content))
os.replace(out + '.new', out)
