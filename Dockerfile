# One image for every part that is ours: Airflow's components, the S3 server and the mail sink.
#   --build-arg PYTHON_IMAGE=python:3.11.14-slim-bookworm@sha256:…  pins its base by digest
ARG PYTHON_IMAGE=python:3.11.14-slim-bookworm
FROM ${PYTHON_IMAGE} AS installed
WORKDIR /build
COPY requirements-installer.txt requirements.txt ./
# Every version and hash is pinned in requirements.txt; nothing is resolved here. uv, which takes a
# minute where pip takes ten, stays behind, and so do the tests of the packages and what a debugger
# would want of their libraries (not those that came into a wheel from elsewhere: they do not bear it).
RUN apt-get update \
 && apt-get install --no-install-recommends --yes binutils \
 && python -m venv installer \
 && installer/bin/pip install --no-cache-dir --require-hashes -r requirements-installer.txt \
 && python -m venv --without-pip /opt/venv \
 && PYC_INVALIDATION_MODE=UNCHECKED_HASH installer/bin/uv pip install --no-cache \
      --python /opt/venv/bin/python --no-deps --require-hashes --compile-bytecode \
      -r requirements.txt \
 && cd /opt/venv/lib/python3.11/site-packages \
 && rm -rf numpy/_core/tests pandas/tests pyarrow/include pyarrow/tests spacy/tests \
 && find scipy -type d -name tests -prune -exec rm -rf {} + \
 && find . -name '*.so*' -type f -not -path './*.libs/*' -exec strip --strip-unneeded {} +
# `visit-exchange` as a command. The modules stay where the DAGs and the YAML are.
COPY LICENCE pyproject.toml /srv/visit-exchange/
COPY include /srv/visit-exchange/include
RUN /build/installer/bin/uv pip install --python /opt/venv/bin/python --no-deps \
      --no-build-isolation --no-index --editable /srv/visit-exchange

FROM ${PYTHON_IMAGE}
# libmagic looks at uploads; tini passes signals on, so that parts stop when they are told to.
RUN apt-get update \
 && apt-get install --no-install-recommends --yes libmagic1 libseccomp2 tini \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 50000 --create-home --shell /usr/sbin/nologin exchange \
 && install -d -o exchange -g exchange -m 0700 \
      /opt/airflow /var/log/airflow /var/lib/store /var/lib/mail /var/lib/key-ring \
      /var/lib/wrapping-key
COPY --from=installed /opt/venv /opt/venv
COPY dags /srv/visit-exchange/dags
COPY docker /srv/visit-exchange/docker
COPY expectations /srv/visit-exchange/expectations
COPY include /srv/visit-exchange/include
COPY plugins /srv/visit-exchange/plugins
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONPATH=/srv/visit-exchange/include:/srv/visit-exchange/plugins \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    AIRFLOW_HOME=/opt/airflow \
    GX_ANALYTICS_ENABLED=false
WORKDIR /srv/visit-exchange
USER exchange
ENTRYPOINT ["tini", "--"]
CMD ["airflow", "version"]
