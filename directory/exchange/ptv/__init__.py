"""The national service register (Suomi.fi Palvelutietovaranto): its records into the directory.

``v11`` and ``descriptions`` read what the register publishes into the neutral model of ``neutral``; a later version of
its API needs another reader only. ``records`` maps the neutral model to the own format.
"""
