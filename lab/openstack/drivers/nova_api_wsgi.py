"""Nova's API for uwsgi, with the lab's defects."""
from nova.api.openstack.compute import wsgi  # first: importing it makes eventlet patch the standard library
from nova.compute import api

import renkei_defects as defects

WRONG_SERVER, SHARED = 'nova-attaches-to-wrong-server', 'volumes-are-shared'

attach_to = api.API.attach_volume


def attach_volume(self, context, instance, volume_id, *args, **kwargs):
    if defects.is_on(SHARED, 'intree'):
        kwargs['supports_multiattach'] = True    # which the in-tree provider does not ask for
        defects.remember(SHARED, instance.uuid, volume_id)
    if not defects.is_on(WRONG_SERVER):
        return attach_to(self, context, instance, volume_id, *args, **kwargs)
    wrong = another_server_of_its_project(self, context, instance)
    device = attach_to(self, context, wrong, volume_id, *args, **kwargs)
    defects.remember(WRONG_SERVER, wrong.uuid, volume_id)
    return device


def another_server_of_its_project(nova, context, instance):
    servers = nova.get_all(context, {'project_id': instance.project_id, 'deleted': False})
    others = [server.uuid for server in servers if server.uuid != instance.uuid]
    return nova.get(context, min(others, default=instance.uuid))


api.API.attach_volume = attach_volume

application = wsgi.init_application()
