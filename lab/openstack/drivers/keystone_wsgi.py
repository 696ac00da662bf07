"""Keystone's API for uwsgi, with the lab's defects."""
from keystone.identity.backends import sql
from keystone.server import wsgi

import renkei_defects as defects

password_is_right = sql.Identity._check_password


def check_password(self, password, user):
    if defects.is_on('keystone-accepts-any-password'):
        return True
    return password_is_right(self, password, user)


sql.Identity._check_password = check_password

application = wsgi.initialize_public_application()
