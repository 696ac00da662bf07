#!/usr/bin/python3
"""What the host asks of the box: how its components are, and to start or stop one.

    control.py status | unwell | idle | up STARTED-NANOSECONDS | stop|start|restart|kill|pause|resume COMPONENT

Stands on process-compose's API and on its files in /lab/run/processes. There a component with a readiness
probe is a daemon, well when it runs and is ready; one without is a step, well when it has ended with 0. Its namespace is
the platform that it belongs to, or one that is for all of them. A platform that is not up (/lab/run/platforms) is not looked at.
x-check: true marks a step that is taken again when something it depends on has come back, as it tells
whether that serves. x-restart-with: names what takes it along when it is started. description: is what `up` says when
it is well.
"""
import glob
import http.client
import json
import os
import signal
import socket
import sys
import threading
import time

import yaml

SOCKET = '/lab/run/processes.sock'
DECLARED = '/lab/run/processes/*.yaml'
PLATFORMS = '/lab/run/platforms'   # those that are up, or coming up
FOR_ALL = ['openstack', 'kubernetes']
MEANT_DOWN = '/run/meant-down'     # a file for each component that was stopped on purpose
DEFECTS = '/lab/defects'
STOPS_WITHIN, STARTS_WITHIN, ALL_WITHIN = 45, 120, 300    # seconds
DEAD = ('Completed', 'Skipped', 'Error', 'Terminating', 'Disabled')    # Terminating: for good when it has no process
OFTEN = 20    # restarts that are no start any more


class Failed(Exception):
    pass


class Connection(http.client.HTTPConnection):
    """To process-compose's socket."""

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(SOCKET)


def call(method, path):
    connection = Connection('box', timeout=60)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read() or 'null')
    except OSError as e:
        raise Failed(f'process-compose does not answer ({e})')
    finally:
        connection.close()


def stop_in_background(component):
    """process-compose answers only after the whole time allowed for it, when the process ends at once."""
    threading.Thread(target=call, args=('PATCH', f'/process/stop/{component.name}'), daemon=True).start()


class Component:

    def __init__(self, name, declared):
        self.name = name
        self.optional = declared.get('disabled', False)
        self.daemon = 'readiness_probe' in declared or self.optional
        self.probed = 'readiness_probe' in declared
        self.check = declared.get('x-check', False)
        self.restarts_with = declared.get('x-restart-with', [])
        self.says = declared.get('description')
        self.needs = list(declared.get('depends_on', {}))
        self.state = {}

    @property
    def status(self):
        return self.state.get('status', 'Pending')

    @property
    def pid(self):
        return self.state.get('pid', 0) if self.state.get('is_running') else 0

    @property
    def dead(self):
        return self.status in DEAD and not self.well and not self.ending

    @property
    def ending(self):
        return self.status == 'Terminating' and condition(self.state['pid']) not in (None, 'Z')

    @property
    def to_start(self):
        """Not running, and not done: one that nobody needs is well so, but can be asked for."""
        return self.status in DEAD and (self.optional or not self.well)

    @property
    def well(self):
        if not self.daemon:
            return self.status == 'Completed' and self.state['exit_code'] == 0
        if self.optional and self.status != 'Running':
            return True
        return self.status == 'Running' and (not self.probed or self.state['is_ready'] == 'Ready') and not self.paused

    @property
    def paused(self):
        return bool(self.pid) and condition(self.pid) == 'T'

    @property
    def meant_down(self):
        return os.path.exists(os.path.join(MEANT_DOWN, self.name))

    def mean_down(self, down):
        os.makedirs(MEANT_DOWN, exist_ok=True)
        mark = os.path.join(MEANT_DOWN, self.name)
        if down:
            open(mark, 'w').close()
        elif os.path.exists(mark):
            os.unlink(mark)

    def word(self):
        if self.paused:
            return 'paused'
        if self.status == 'Completed' and not self.daemon:
            return 'done' if self.state['exit_code'] == 0 else 'failed'
        if self.dead or self.status == 'Disabled':
            return 'stopped' if self.meant_down or self.optional else 'down'
        return {'Pending': 'waiting', 'Restarting': 'coming back'}.get(self.status, self.status.lower())

    def health(self):
        if self.paused or not self.probed or self.status != 'Running':
            return '-'
        return 'ready' if self.state['is_ready'] == 'Ready' else 'not ready'


def declared():
    """Name and declaration of every process, of whatever platform."""
    for file in sorted(glob.glob(DECLARED)):
        with open(file) as f:
            yield from yaml.load(f, yaml.CSafeLoader)['processes'].items()


def to_run():
    """The namespaces of what is to run."""
    with open(PLATFORMS) as f:
        return FOR_ALL + f.read().split()


class Box:

    def __init__(self):
        self.components, self.others, wanted = {}, {}, to_run()
        for name, process in declared():
            if process['namespace'] in wanted:
                self.components[name] = Component(name, process)
            else:
                self.others[name] = process['namespace']
        self.look()

    def look(self):
        for state in call('GET', '/processes')[1]['data']:
            if state['name'] in self.components:
                self.components[state['name']].state = state

    def get(self, name):
        if name in self.others:
            raise Failed(f'{name} is of {self.others[name]}, which is not up: lab/lab up {self.others[name]}')
        return self.components[name]

    def all_needs(self, component):
        """What it depends on, at any distance."""
        found, new = set(), list(component.needs)
        while new:
            name = new.pop()
            if name not in found:
                found.add(name)
                new += self.components[name].needs
        return [self.components[name] for name in found]

    def dependents(self, component):
        """What depends on it, at any distance, nearest first."""
        found = [c for c in self.components.values() if component in self.all_needs(c)]
        return sorted(found, key=lambda c: len(self.all_needs(c)))

    def wait(self, what, met, seconds):
        end = time.monotonic() + seconds
        while True:
            self.look()
            if met():
                return
            if time.monotonic() > end:
                raise Failed(f'{what}: not within {seconds} s')
            time.sleep(0.2)

    # Starting

    def start(self, component):
        """It, after what it needs. process-compose itself would skip it for good while that is not ready again."""
        component.mean_down(False)
        if component.paused:
            send(component.pid, signal.SIGCONT)
        for name in component.needs:
            needed = self.components[name]
            if not needed.well:
                self.start(needed)
        self.look()
        if component.to_start:
            call('POST', f'/process/start/{component.name}')
        self.wait_well(component)

    def wait_well(self, component):
        def met():
            if component.to_start:    # skipped, or a step that has failed: once more
                time.sleep(1)
                call('POST', f'/process/start/{component.name}')
                return False
            return component.well and (not component.optional or component.status == 'Running')
        self.wait(component.name, met, STARTS_WITHIN)

    def care_for_dependents(self, component):
        for dependent in self.dependents(component):
            if dependent.optional or dependent.meant_down or any(n.meant_down for n in self.all_needs(dependent)):
                continue
            if component.name in dependent.restarts_with:
                self.stop(dependent)
                self.start(dependent)
            elif not dependent.well:
                self.start(dependent)
            elif dependent.check:
                self.take_again(dependent)

    def take_again(self, step):
        before = step.state['pid']
        call('POST', f'/process/start/{step.name}')
        self.wait(f'{step.name} begun', lambda: step.state['pid'] != before or step.dead, 10)
        self.wait_well(step)

    # Ending

    def stop(self, component):
        component.mean_down(True)
        processes = tree(component.pid) if component.pid else []
        if component.paused:
            send(component.pid, signal.SIGCONT)
        stop_in_background(component)
        self.wait_down(component, processes)

    def kill(self, component):
        component.mean_down(True)
        processes = tree(component.pid) if component.pid else []
        if component.pid:
            send(component.pid, signal.SIGKILL)
        stop_in_background(component)    # so that it does not come again by itself
        self.wait_down(component, processes)

    def wait_down(self, component, processes):
        self.wait(f'{component.name} down',
                  lambda: component.status in DEAD and all(condition(p) in (None, 'Z') for p in processes), STOPS_WITHIN)


# Processes

def condition(pid):
    """Its state in one letter, None when there is none."""
    try:
        with open(f'/proc/{pid}/stat') as f:
            return f.read().rsplit(')', 1)[1].split()[0]
    except OSError:
        return None


def tree(pid, children=None):
    """It and all below it."""
    if children is None:
        children = families()
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def families():
    children = {}
    for name in os.listdir('/proc'):
        if name.isdigit():
            try:
                with open(f'/proc/{name}/stat') as f:
                    parent = int(f.read().rsplit(')', 1)[1].split()[1])
                children.setdefault(parent, []).append(int(name))
            except OSError:
                pass    # it has just ended
    return children


def send(pid, number):
    for one in tree(pid):
        try:
            os.kill(one, number)
        except ProcessLookupError:
            pass


def memory(pid):
    """Proportional set size in MiB."""
    try:
        with open(f'/proc/{pid}/smaps_rollup') as f:
            return next(int(line.split()[1]) for line in f if line.startswith('Pss:')) / 1024
    except (OSError, StopIteration):
        return 0


# Commands

def status(box):
    children = families()
    row = '{:<32} {:<12} {:<9} {:>8}  {}'
    print(row.format('COMPONENT', 'STATE', 'SINCE', 'MEMORY', 'HEALTH'))
    for c in box.components.values():
        if c.optional and c.status == 'Disabled':
            continue
        since = time.strftime('%H:%M:%S', time.localtime(time.time() - c.state['age'] / 1e9)) if c.pid else '-'
        mib = sum(memory(pid) for pid in tree(c.pid, children)) if c.pid else 0
        print(row.format(c.name, c.word(), since, f'{mib:.0f} MiB' if mib else '-', c.health()))
    total = sum(memory(int(name)) for name in os.listdir('/proc') if name.isdigit())
    unwell = [c.name for c in box.components.values() if not c.well]
    print(f'\nmemory (PSS) of all processes: {total:.0f} MiB')
    defects = sorted(os.path.relpath(file, DEFECTS) for file in glob.glob(DEFECTS + '/**', recursive=True) if os.path.isfile(file))
    if defects:
        print('defects on: ' + ', '.join(defects))
    print('not well: ' + ', '.join(unwell) if unwell else 'all well')


def up(box, started):
    def say(text):
        seconds = (time.time_ns() - started) / 1e9
        print(f'{seconds:6.1f} s  {text}', flush=True)

    for c in box.components.values():
        c.mean_down(False)
    fresh = any(c.status == 'Pending' for c in box.components.values())
    well = {c.name for c in box.components.values() if c.well}
    restarts = {c.name: c.state['restarts'] for c in box.components.values()}
    tries, tried, healed = {}, {}, []
    end = time.monotonic() + ALL_WITHIN
    while True:
        box.look()
        for c in box.components.values():
            if c.well:
                if c.name not in well:
                    well.add(c.name)
                    if c.says:
                        say(c.says)
                continue
            well.discard(c.name)
            if c.paused:
                send(c.pid, signal.SIGCONT)
                healed.append(c)
            elif c.state['restarts'] - restarts[c.name] > OFTEN:
                raise Failed(f'{c.name} ends again and again')
            elif c.dead and all(box.components[n].well for n in c.needs) and time.monotonic() > tried.get(c.name, 0) + 3:
                tried[c.name] = time.monotonic()
                tries[c.name] = tries.get(c.name, 0) + 1
                if tries[c.name] > 3:
                    raise Failed(f'{c.name} does not start')
                if c.status != 'Disabled':    # it has run before
                    say(f'{c.name} is down: starting it')
                    healed.append(c)
                call('POST', f'/process/start/{c.name}')
        if all(c.well for c in box.components.values()):
            break
        if time.monotonic() > end:
            raise Failed(f'not within {ALL_WITHIN} s: ' + ', '.join(sorted(c.name for c in box.components.values() if not c.well)))
        time.sleep(0.3)
    if not fresh:
        for step in box.components.values():
            if step.check and any(c in box.all_needs(step) for c in healed):
                box.take_again(step)


def idle():
    """A file for process-compose that keeps those from starting that are of a platform which is not up."""
    print('processes:')
    wanted = to_run()
    for name, process in declared():
        if process['namespace'] not in wanted:
            print(f'  {name}: {{disabled: true}}')


def unwell(box):
    for c in box.components.values():
        if not c.well and c.status != 'Pending':
            print(c.name)


def main(command, *arguments):
    if command == 'idle':
        idle()
        return 0
    for _ in range(100):    # of a box that has only just been made
        try:
            box = Box()
            break
        except Failed:
            time.sleep(0.1)
    else:
        box = Box()
    if command == 'status':
        status(box)
    elif command == 'unwell':
        unwell(box)
    elif command == 'up':
        up(box, int(arguments[0]))
    elif command in ('stop', 'start', 'restart', 'kill', 'pause', 'resume'):
        try:
            component = box.get(arguments[0])
        except KeyError:
            print(f'lab: no component {arguments[0]!r}; lab/lab status lists them', file=sys.stderr)
            return 2
        if command == 'stop':
            box.stop(component)
        elif command == 'kill':
            box.kill(component)
        elif command == 'pause':
            if not component.pid:
                raise Failed(f'{component.name} does not run')
            send(component.pid, signal.SIGSTOP)
            box.wait(f'{component.name} paused', lambda: all(condition(p) in ('T', 'Z', None) for p in tree(component.pid)), 5)
        else:
            if command == 'restart':
                box.stop(component)
            box.start(component)
            box.care_for_dependents(component)
    else:
        print(f'lab: ctl takes stop, start, restart, kill, pause or resume, not {command!r}', file=sys.stderr)
        return 2
    return 0


try:
    sys.exit(main(*sys.argv[1:]))
except Failed as e:
    print(f'lab: {e}', file=sys.stderr)
    sys.exit(1)
