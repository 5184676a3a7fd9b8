"""The web: blueprints, languages, security headers, error pages. Views parse, call one service and render."""
