# Production image: compiled catalogues, no build tools, no root.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt
COPY translations translations
RUN /venv/bin/pybabel --quiet compile -d translations

FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends libvoikko1 voikko-fi libpango-1.0-0 libpangoft2-1.0-0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /app directory \
 && install -d -o directory /var/lib/directory
WORKDIR /app
COPY --from=build /venv /venv
COPY directory directory
COPY search search
COPY templates templates
COPY gunicorn.conf.py ./
COPY --from=build /app/translations translations
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    FLASK_APP=directory DATA_DIR=/var/lib/directory BIND_HOST=0.0.0.0 PORT=8000
USER directory
VOLUME /var/lib/directory
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
CMD ["gunicorn", "--config", "gunicorn.conf.py", "directory:create_app()"]
