"""Signing in at the own organisation's identity provider, and out of it."""
