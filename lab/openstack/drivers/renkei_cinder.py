"""Cinder volume driver: a volume is a sparse file in a folder.

    [BACKEND]
    volume_driver = renkei_cinder.LocalFileDriver
    renkei_volumes_dir = /lab/...

The connection is of type 'local': it names the file, and Nova's side
(renkei_nova.LoopDriver, on the same machine) makes a block device of it.
This folder has to be in PYTHONPATH of cinder-volume.
"""
import os

from cinder import exception
from cinder import interface
from cinder.volume import configuration
from cinder.volume import driver
from oslo_concurrency import processutils
from oslo_config import cfg
from oslo_utils import units

import renkei_defects as defects

OPTIONS = [
    cfg.StrOpt('renkei_volumes_dir',
               default='$state_path/volumes',
               help='Folder that holds one sparse file per volume and per snapshot.'),
]
cfg.CONF.register_opts(OPTIONS, group=configuration.SHARED_CONF_GROUP)


@interface.volumedriver
class LocalFileDriver(driver.VolumeDriver):

    VERSION = '1.0'
    CI_WIKI_NAME = 'none'

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.configuration.append_config_values(OPTIONS)

    @staticmethod
    def get_driver_options():
        return OPTIONS

    # Set-up and capacity

    def do_setup(self, context):
        self.folder = self.configuration.renkei_volumes_dir
        os.makedirs(self.folder, mode=0o700, exist_ok=True)

    def check_for_setup_error(self):
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise exception.VolumeBackendAPIException(
                data=f'renkei_volumes_dir {self.folder} is not writable')

    def _update_volume_stats(self):
        disk = os.statvfs(self.folder)
        self._stats = {
            'volume_backend_name': self.configuration.safe_get('volume_backend_name') or 'local',
            'vendor_name': 'Renkei',
            'driver_version': self.VERSION,
            'storage_protocol': 'local',
            'total_capacity_gb': disk.f_blocks * disk.f_frsize / units.Gi,
            'free_capacity_gb': disk.f_bavail * disk.f_frsize / units.Gi,
            'reserved_percentage': self.configuration.reserved_percentage,
            'thin_provisioning_support': True,   # the files are sparse
            'max_over_subscription_ratio': '20.0',
            'multiattach': True,
            'QoS_support': False,
        }

    # Volumes

    def create_volume(self, volume):
        self._grow(self.local_path(volume), volume.size)
        update = self._created(volume)
        if defects.is_on('cinder-records-wrong-size'):
            update['size'] = 1
        return update

    def delete_volume(self, volume):
        if defects.is_on('cinder-keeps-deleted-volumes'):
            # the manager puts the volume back to 'available', after the API said 202
            raise exception.VolumeIsBusy(volume_name=volume.name)
        try:
            # the quota gets back what was taken, not what cinder-records-wrong-size wrote
            volume.size = max(volume.size, os.path.getsize(self.local_path(volume)) // units.Gi)
            os.unlink(self.local_path(volume))
        except FileNotFoundError:
            pass

    def extend_volume(self, volume, new_size):
        self._grow(self.local_path(volume), new_size)

    def create_cloned_volume(self, volume, src_vref):
        return self._copied(self.local_path(src_vref), volume)

    # Snapshots

    def create_snapshot(self, snapshot):
        self._copy(self.local_path(snapshot.volume), self._snapshot_path(snapshot))

    def delete_snapshot(self, snapshot):
        try:
            os.unlink(self._snapshot_path(snapshot))
        except FileNotFoundError:
            pass

    def create_volume_from_snapshot(self, volume, snapshot):
        return self._copied(self._snapshot_path(snapshot), volume)

    # Connections: there is nothing to export, the file is on this machine

    def initialize_connection(self, volume, connector):
        return {'driver_volume_type': 'local',
                'data': {'volume_id': volume.id,
                         'device_path': self.local_path(volume)}}

    def terminate_connection(self, volume, connector, **kwargs):
        pass

    def ensure_export(self, context, volume):
        pass

    def create_export(self, context, volume, connector):
        pass

    def remove_export(self, context, volume):
        pass

    # Files

    def local_path(self, volume):
        return os.path.join(self.folder, f'volume-{volume.id}')

    def _snapshot_path(self, snapshot):
        return os.path.join(self.folder, f'snapshot-{snapshot.id}')

    @staticmethod
    def _grow(path, gigabytes):
        with open(path, 'ab') as file:
            os.fchmod(file.fileno(), 0o600)
            file.truncate(gigabytes * units.Gi)

    @staticmethod
    def _copy(source, target):
        processutils.execute('cp', '--sparse=always', source, target)

    def _copied(self, source, volume):
        self._copy(source, self.local_path(volume))
        self._grow(self.local_path(volume), volume.size)
        return self._created(volume)

    def _created(self, volume):
        """What Cinder is to write into its record of a new volume."""
        update = {'provider_location': self.local_path(volume)}
        if defects.is_on('volumes-are-shared'):
            update['multiattach'] = True
        return update
