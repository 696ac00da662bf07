"""Keystone's API for uwsgi, with the lab's defects."""
import copy
import threading

from keystone.identity.backends import sql
from keystone.models import token_model
from keystone.server import wsgi
from keystone.server.flask.request_processing.middleware import auth_context
from keystone.token import provider

import renkei_defects as defects

password_is_right = sql.Identity._check_password
locked = sql.Identity._is_account_locked
valid_token = provider.Manager.validate_token
roles_now = token_model.TokenModel.roles.fget
remembered = {}  # what keystone-remembers-tokens has seen: token: what it says
of_thread = threading.local()


def check_password(self, password, user):
    if defects.is_on('keystone-accepts-any-password'):
        return True
    return password_is_right(self, password, user)


def is_account_locked(self, user_id, user_ref):
    return not defects.is_on('keystone-never-locks-out') and locked(self, user_id, user_ref)


def validate_token(self, token_id, *args, **kwargs):
    if not defects.is_on('keystone-remembers-tokens'):
        remembered.clear()
        return valid_token(self, token_id, *args, **kwargs)
    if token_id not in remembered:
        token = copy.copy(valid_token(self, token_id, *args, **kwargs))    # which Keystone's own cache has too
        token.roles_then = roles_now(token)
        remembered[token_id] = token
    return remembered[token_id]


def roles(self):
    return self.roles_then if hasattr(self, 'roles_then') else roles_now(self)


# Keystone keeps the token of the request that it deals with in an object that all its threads share, so that one request is
# now and then judged by another's token (docs/findings/0013-*). Here each thread has its own, unless the defect is on.
def token_of_request(self):
    if defects.is_on('keystone-confuses-requests'):
        return self.token_of_any
    return getattr(of_thread, 'token', None)


def set_token_of_request(self, token):
    self.token_of_any = of_thread.token = token


auth_context.AuthContextMiddleware.token = property(token_of_request, set_token_of_request)
sql.Identity._check_password = check_password
sql.Identity._is_account_locked = is_account_locked
provider.Manager.validate_token = validate_token
token_model.TokenModel.roles = property(roles)

application = wsgi.initialize_public_application()
