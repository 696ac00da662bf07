#!/usr/bin/python3
"""Returns when Cinder can make a volume: its scheduler knows the backend.

Before that, a volume is accepted and then goes to error.
"""
import os

from cloud import Cloud, wait_for

admin = Cloud('admin', 'ADMIN', 'admin', os.environ['LAB_IP'])
wait_for("Cinder's pool", lambda: admin.cinder('GET', '/scheduler-stats/get_pools')['pools'], seconds=150)
