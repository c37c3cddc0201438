#!/bin/sh
exec clamdscan --config-file=/etc/clamav/clamd.conf --ping 3
