"""The project's own JSON format: everything the directory knows of organisations and activities.

``docs/format.md`` describes it. Validated whole before anything is written.
"""
