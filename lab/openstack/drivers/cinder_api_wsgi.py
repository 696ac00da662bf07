"""Cinder's API for uwsgi, with the lab's defects."""
import datetime

from cinder.wsgi import wsgi

application = wsgi.initialize_application()    # first: it makes what the next imports

from cinder.api.v2.views import volumes  # noqa: E402

import renkei_defects as defects  # noqa: E402

FORGOTTEN_AFTER = 10    # seconds

true_attachments = volumes.ViewBuilder._get_attachments


def attachments_of(self, volume, is_admin):
    attachments = true_attachments(self, volume, is_admin)
    # Kubernetes' in-tree provider looks whether somebody has the volume before it asks Nova to attach it
    if defects.is_on('volumes-are-shared', 'intree') and volume.multiattach and not is_admin:
        attachments = [attachment for attachment in attachments if age(attachment) < FORGOTTEN_AFTER]
    return attachments


def age(attachment):
    return (datetime.datetime.now(datetime.timezone.utc) - attachment['attached_at']).total_seconds()


volumes.ViewBuilder._get_attachments = attachments_of
