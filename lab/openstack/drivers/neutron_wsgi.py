"""Neutron's API for uwsgi.

With few service plugins loaded nobody imports the model of port forwardings, and
the first GET /v2.0/ports then fails for want of it. So import it here, and have
SQLAlchemy put all models together before the first request.
"""
from neutron.cmd.eventlet import server  # first: importing it makes eventlet patch the standard library
from neutron.db.models import port_forwarding  # noqa: F401
from sqlalchemy import orm

application = server.main_api_eventlet()
orm.configure_mappers()
