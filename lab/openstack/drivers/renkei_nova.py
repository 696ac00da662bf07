"""Nova virt driver: a server is a name only, but its volumes are real block devices.

    [DEFAULT]
    compute_driver = renkei_nova.LoopDriver     (by nova_compute_launcher.py)
    resume_guests_state_on_host_boot = true     (maps volumes again after a restart)
    [renkei]
    by_id_dir = /lab/nodes/{name}/by-id

An attached volume is a loop device over its file, and in the server's own
by_id_dir a link virtio-<first 20 characters of the volume's id> to it, as udev
makes it in a virtual machine. The node that plays the server mounts that folder
as its /dev/disk/by-id.

All servers share one kernel, so a file never gets a second loop device: two file
systems over one file would not know of each other, and destroy it.
"""
import fcntl
import glob
import os
import struct

from nova.compute import power_state
from nova import exception
from nova.virt import fake
from oslo_concurrency import lockutils
from oslo_concurrency import processutils
from oslo_config import cfg
from oslo_log import log as logging

import renkei_defects as defects

LOG = logging.getLogger(__name__)
CONF = cfg.CONF
CONF.register_opts([
    cfg.StrOpt('by_id_dir',
               default='/dev/disk/by-id',
               help="Folder of a server's links to its volumes; "
                    "{name} and {uuid} are the server's."),
], group='renkei')

one_at_a_time = lockutils.synchronized('renkei-loop-devices')


class LoopDriver(fake.MediumFakeDriver):

    # so much that the scheduler never runs out of it
    vcpus = 64
    memory_mb = 262144
    local_gb = 4096

    # Volumes

    @one_at_a_time
    def attach_volume(self, context, connection_info, instance, mountpoint,
                      disk_bus=None, device_type=None, encryption=None):
        file, link = _file(connection_info), _link(instance, connection_info)
        if defects.is_on('volume-blank-on-attach'):
            file = _blank_for(file, instance)
        device = _loop_device_over(file)
        os.makedirs(os.path.dirname(link), exist_ok=True)
        _replace_link(link, device)
        LOG.info('Volume file %s is %s, linked as %s', file, device, link, instance=instance)
        super().attach_volume(context, connection_info, instance, mountpoint)

    @one_at_a_time
    def detach_volume(self, context, connection_info, instance, mountpoint, encryption=None):
        file, link = _file(connection_info), _link(instance, connection_info)
        if defects.is_on('nova-never-detaches'):
            raise exception.DeviceDetachFailed(device=link, reason='the guest refuses')
        _remove(link)
        blank = _blank_of(file, instance)
        # by the file and not by the link, which may be older than the machine's last start
        for device in _loop_devices(file) + _loop_devices(blank):
            if not _is_linked(connection_info, device):
                _release(device)
                LOG.info('Released %s, was linked as %s', device, link, instance=instance)
        _remove(blank)
        super().detach_volume(context, connection_info, instance, mountpoint)

    @one_at_a_time
    def extend_volume(self, context, connection_info, instance, requested_size):
        _losetup('--set-capacity', os.readlink(_link(instance, connection_info)))

    # Servers. What the fake driver knows of them is in memory only: after a restart
    # Nova asks for each one again, by resume_state_on_host_boot.

    def _know(self, instance):
        if instance.uuid not in self.instances:
            self.instances[instance.uuid] = fake.FakeInstance(
                instance.name, power_state.RUNNING, instance.uuid)

    def resume_state_on_host_boot(self, context, instance, network_info, block_device_info=None):
        self._know(instance)
        for connection_info, mountpoint in _attached(block_device_info):
            self.attach_volume(context, connection_info, instance, mountpoint)

    def power_off(self, instance, *args, **kwargs):
        self._know(instance)
        super().power_off(instance, *args, **kwargs)

    def power_on(self, context, instance, *args, **kwargs):
        self._know(instance)
        super().power_on(context, instance, *args, **kwargs)

    def destroy(self, context, instance, network_info, block_device_info=None, *args, **kwargs):
        self._know(instance)
        for connection_info, mountpoint in _attached(block_device_info):
            self.detach_volume(context, connection_info, instance, mountpoint)
        super().destroy(context, instance, network_info, block_device_info, *args, **kwargs)


# The volume, as Nova names it

def _attached(block_device_info):
    return [(volume['connection_info'], volume['mount_device'])
            for volume in (block_device_info or {}).get('block_device_mapping', [])
            if volume.get('connection_info')]


def _file(connection_info):
    kind = connection_info['driver_volume_type']
    if kind != 'local':
        raise exception.InvalidVolume(reason=f'no loop device for a connection of type {kind}')
    return connection_info['data']['device_path']


def _link(instance, connection_info):
    return _link_in(instance.display_name, instance.uuid, connection_info)


def _link_in(name, uuid, connection_info):
    folder = CONF.renkei.by_id_dir.format(name=name, uuid=uuid)
    return os.path.join(folder, 'virtio-' + connection_info['data']['volume_id'][:20])


def _replace_link(link, device):
    os.symlink(device, link + '.new')
    os.replace(link + '.new', link)


def _is_linked(connection_info, device):
    """Whether some server has the volume as this device; several may (multiattach)."""
    links = glob.glob(_link_in('*', '*', connection_info))
    return any(os.readlink(link) == device for link in links)


def _remove(path):
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass


# What volume-blank-on-attach maps in place of a volume. The name begins with the
# volume file's, so that whoever frees the loop devices of the volumes finds it too.

def _blank_of(file, instance):
    return f'{file}.blank-{instance.uuid}'


def _blank_for(file, instance):
    """A new one, as a detach removes it; unless Nova, restarted, maps it again."""
    blank = _blank_of(file, instance)
    with open(blank, 'ab') as sparse:
        sparse.truncate(os.path.getsize(file))
    return blank


# Loop devices

def _losetup(*args):
    out, _ = processutils.execute('losetup', *args)
    return out.strip()


def _loop_devices(file):
    if not os.path.exists(file):
        return []
    return _losetup('--noheadings', '--output', 'NAME', '--associated', file).split()


def _loop_device_over(file):
    devices = _loop_devices(file)
    if not devices:
        return _losetup('--find', '--show', file)
    _keep(devices[0])
    return devices[0]


def _release(device):
    """Free a loop device; one that is still mounted goes when it is unmounted."""
    try:
        _losetup('--detach', device)
    except processutils.ProcessExecutionError as error:
        LOG.warning('%s was free already: %s', device, error.stderr)


def _keep(device):
    """Take back a release that still waits for an unmount."""
    LOOP_GET_STATUS64, LOOP_SET_STATUS64 = 0x4C05, 0x4C04
    LO_FLAGS_AUTOCLEAR, offset_of_lo_flags, size_of_loop_info64 = 4, 52, 232
    with open(device, 'rb') as loop:
        info = bytearray(size_of_loop_info64)
        fcntl.ioctl(loop, LOOP_GET_STATUS64, info)
        flags, = struct.unpack_from('=I', info, offset_of_lo_flags)
        if flags & LO_FLAGS_AUTOCLEAR:
            struct.pack_into('=I', info, offset_of_lo_flags, flags & ~LO_FLAGS_AUTOCLEAR)
            fcntl.ioctl(loop, LOOP_SET_STATUS64, bytes(info))
