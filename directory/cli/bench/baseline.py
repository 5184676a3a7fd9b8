"""What the machine can do at most: a Flask page that only says ok, and a template of twenty items.

gunicorn reads its settings for them from here: the same as those of the service, without its warming up.
"""

from flask import Flask, render_template_string

workers = 2
worker_class = "gthread"
threads = 4
loglevel = "warning"
control_socket_disable = True

ITEMS = [{"title": f"Toiminta {n}", "summary": "Lyhyt kuvaus toiminnasta " * 4, "place": "Joensuu"} for n in range(20)]
TEMPLATE = """<!doctype html><html lang="fi"><title>Lista</title><h1>Lista</h1><ul>
{% for item in items %}<li><h2><a href="/{{ loop.index }}">{{ item.title }}</a></h2>
<p>{{ item.summary }}</p><p>{{ item.place }}</p></li>{% endfor %}</ul></html>"""


def app() -> Flask:
    """The two pages."""
    made = Flask(__name__)

    @made.get("/ok")
    def ok() -> str:
        return "ok"

    @made.get("/items")
    def items() -> str:
        return render_template_string(TEMPLATE, items=ITEMS)

    return made
