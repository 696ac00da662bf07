"""A small client for the scripts beside it: one user in one project, over REST.

The openstackclient would do too, but takes a second for every call.
"""
import time

import requests

PASSWORDS = dict(line.strip().split('=', 1) for line in open('/lab/passwords'))
CA = '/lab/pki/ca.crt'


class Refused(Exception):
    pass


class Cloud:

    def __init__(self, user, password, project, ip):
        self.keystone = f'https://{ip}:5000/v3'
        self.session = requests.Session()
        self.session.trust_env = False  # no CA or proxy of the environment
        self.session.verify = CA
        answer = self._call('POST', self.keystone + '/auth/tokens', {'auth': {
            'identity': {'methods': ['password'], 'password': {'user': {
                'name': user, 'domain': {'id': 'default'}, 'password': PASSWORDS[password + '_PASSWORD']}}},
            'scope': {'project': {'name': project, 'domain': {'id': 'default'}}}}})
        self.session.headers['X-Auth-Token'] = answer.headers['X-Subject-Token']
        self.project = answer.json()['token']['project']['id']
        self._nova = f'https://{ip}:8774/v2.1'
        self._cinder = f'https://{ip}:8776/v3/{self.project}'

    def identity(self, method, path, body=None):
        return _content(self._call(method, self.keystone + path, body))

    def nova(self, method, path, body=None):
        return _content(self._call(method, self._nova + path, body, 'compute 2.79'))

    def cinder(self, method, path, body=None):
        return _content(self._call(method, self._cinder + path, body, 'volume 3.59'))

    def _call(self, method, url, body=None, version=None):
        answer = self.session.request(method, url, json=body, timeout=30,
                                      headers={'OpenStack-API-Version': version} if version else {})
        if answer.status_code >= 300:
            raise Refused(f'{method} {url}: {answer.status_code} {answer.text[:500]}')
        return answer


def _content(answer):
    return answer.json() if answer.content else None


def wait_for(what, condition, seconds=120):
    """Until condition() says something true, which is returned."""
    end = time.monotonic() + seconds
    while True:
        try:
            seen = condition()
            if seen:
                return seen
        except (Refused, requests.RequestException) as e:
            seen = e
        if time.monotonic() > end:
            raise SystemExit(f'{what}: not within {seconds} s, last seen: {seen}')
        time.sleep(0.3)
