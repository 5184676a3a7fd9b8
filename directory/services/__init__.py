"""What the directory can do: one module per capability.

Services take the session, the actor and plain dataclasses, check permission themselves, raise the errors of
``directory.errors``, may flush and never commit.
"""
