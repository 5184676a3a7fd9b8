"""The directory: ``create_app(settings)`` is the only place where the parts are joined."""

from pathlib import Path

from flask import Flask

from directory.config import Settings, settings_from
from directory.db import Database

ROOT = Path(__file__).parent.parent


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application. Without settings they are read from the environment.

    ``app.extensions["settings"]`` and ``app.extensions["database"]`` hold the settings and the database.
    """
    from directory import cli
    from directory.services.finding import Finder
    from directory.services.mail import Postman
    from directory.services.providers import Providers
    from directory.web import (
        admin,
        auth,
        coordinate,
        crawlers,
        digests,
        health,
        outcomes,
        public,
        referral,
        saved_searches,
        workplace,
    )
    from directory.web.assets import init_assets
    from directory.web.auth.user import init_sign_in
    from directory.web.compression import init_compression
    from directory.web.errors import init_errors
    from directory.web.language import init_languages
    from directory.web.layout import init_layout
    from directory.web.listing import init_ready_cards
    from directory.web.request_log import init_request_log
    from directory.web.security import init_security
    from directory.web.translating import init_translating

    settings = settings or settings_from()
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.update(SECRET_KEY=settings.secret_key)
    app.extensions["settings"] = settings
    app.extensions["database"] = Database(settings.database_url)
    app.extensions["search"] = Finder(settings)
    app.extensions["database"].after_write.append(app.extensions["search"].drain)
    app.extensions["mail"] = Postman(settings.mail_url, settings.mail_from)
    app.extensions["database"].after_write.append(app.extensions["mail"].after_write)
    app.extensions["providers"] = Providers(allow_loopback=settings.demo)
    app.extensions["translations_dir"] = ROOT / "translations"
    init_compression(app)  # first registered is last run: everything else has written its part by then
    init_request_log(app)
    init_security(app)
    init_errors(app)
    init_languages(app)
    init_translating(app)
    init_assets(app)
    init_layout(app)
    init_ready_cards(app)
    init_sign_in(app)
    app.register_blueprint(public.blueprint)
    app.register_blueprint(auth.blueprint)
    app.register_blueprint(coordinate.blueprint)
    app.register_blueprint(admin.blueprint)
    app.register_blueprint(referral.blueprint)
    app.register_blueprint(outcomes.blueprint)
    app.register_blueprint(saved_searches.blueprint)
    app.register_blueprint(digests.blueprint)
    app.register_blueprint(workplace.blueprint)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(crawlers.blueprint)
    cli.register(app)
    return app
