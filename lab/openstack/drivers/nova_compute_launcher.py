#!/usr/bin/python3
"""nova-compute with this folder's drivers.

Nova takes compute_driver = X only as nova.virt.X, so this folder has to be a
part of that package.
"""
import os
import sys

from nova.cmd import compute  # first: importing it makes eventlet patch the standard library
import nova.virt

nova.virt.__path__.append(os.path.dirname(os.path.abspath(__file__)))

sys.argv[0] = 'nova-compute'  # Nova names its service after it
sys.exit(compute.main())
