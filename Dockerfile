# One image for every part that is ours: Airflow's components, the S3 server and the mail sink.
FROM python:3.11.14-slim-bookworm AS installed
WORKDIR /build
COPY requirements.txt .
# Every version and hash is pinned in requirements.txt; nothing is resolved here.
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.txt
# `visit-exchange` as a command. The modules stay where the DAGs and the YAML are.
COPY LICENCE pyproject.toml /srv/visit-exchange/
COPY include /srv/visit-exchange/include
RUN /opt/venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --no-index \
      --editable /srv/visit-exchange

FROM python:3.11.14-slim-bookworm
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
