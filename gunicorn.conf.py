"""How gunicorn serves the directory; every value can be set from the environment."""

import os

bind = f"{os.environ.get('BIND_HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 30
graceful_timeout = 20
keepalive = 5
# Memory that libraries keep is given back now and then, not by all workers at once.
max_requests = 20_000
max_requests_jitter = 2_000
# The app loads in each worker: the index reader of Tantivy must not cross a fork.
preload_app = False
loglevel = os.environ.get("LOG_LEVEL", "info").lower()
# The app writes one line a request itself, without the query: a question can tell of somebody's health.
accesslog = None
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")


def post_worker_init(worker):  # type: ignore[no-untyped-def]
    """Read lexicon and index before the first reader asks, without holding the worker back."""
    import threading

    from directory.web.warming import warm

    threading.Thread(target=warm, args=(worker.wsgi,), daemon=True).start()


# Nothing but the web port: the control socket would need a home folder that can be written to.
control_socket_disable = True
