"""The version of the service, shown by /health and in the API."""

VERSION = "0.1.0"
