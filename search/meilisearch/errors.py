"""One table: what the server or the way to it can fail with, and what that is to us."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from meilisearch.errors import (
    MeilisearchApiError,
    MeilisearchCommunicationError,
    MeilisearchError,
    MeilisearchTimeoutError,
)

from search.errors import EngineUnavailable, IndexMissing, QuestionRefused, SearchError, WriteFailed

# Codes of https://www.meilisearch.com/docs/reference/errors/error_codes; what is not here is a fault of ours in a
# question (the other engine may still answer it) or a document that was not taken in.
BY_CODE: Final[dict[str, type[SearchError]]] = {
    "index_not_found": IndexMissing,
    "invalid_api_key": EngineUnavailable,
    "missing_authorization_header": EngineUnavailable,
    "too_many_search_requests": EngineUnavailable,
    "no_space_left_on_device": EngineUnavailable,
    "too_many_open_files": EngineUnavailable,
    "internal": EngineUnavailable,
    "database_size_limit_reached": WriteFailed,
    "payload_too_large": WriteFailed,
}


@contextmanager
def mapped(otherwise: type[SearchError] = QuestionRefused) -> Iterator[None]:
    """Raise our errors in place of the client's; ``otherwise`` for codes that are not in the table."""
    try:
        yield
    except MeilisearchTimeoutError as error:
        raise EngineUnavailable(f"Meilisearch took too long: {error.message}") from error
    except MeilisearchCommunicationError as error:
        raise EngineUnavailable("Meilisearch cannot be reached") from error
    except MeilisearchApiError as error:
        kind = EngineUnavailable if error.status_code >= 500 else BY_CODE.get(str(error.code), otherwise)
        raise kind(f"Meilisearch: {error.code or error.status_code}: {error.message}") from error
    except MeilisearchError as error:
        raise EngineUnavailable(f"Meilisearch: {error.message}") from error
