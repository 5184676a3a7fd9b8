"""A page as a test reads it: what must hold on every page is checked at each reading."""

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient

LANGUAGES = ("fi", "sv", "en")
LABELLED = {"input", "select", "textarea"}
# Reading a page is most of what a test of it costs, and nearly three times that while coverage watches each line of the
# parser. It counts what the product does, so pages are read in a thread that it does not watch.
_READER = ThreadPoolExecutor(1, "page reader", sys.settrace, (None,))


@dataclass(frozen=True)
class Page:
    """A page that was read: its text and its tree without namespaces."""

    status: int
    html: str
    tree: Element
    headers: dict[str, str]

    @property
    def text(self) -> str:
        """All visible words, white space folded."""
        return " ".join("".join(self.tree.find("body").itertext()).split())  # type: ignore[union-attr]

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements by tag and attributes (``class_`` holds one of the classes)."""
        return [e for e in self.tree.iter(tag) if all(_has(e, n, v) for n, v in attributes.items())]

    def one(self, tag: str, **attributes: str) -> Element:
        """The only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} {attributes}"
        return found[0]

    def links(self) -> list[str]:
        """Addresses of all links."""
        return [e.get("href", "") for e in self.tree.iter("a")]


def words_of(element: Element) -> str:
    """An element's words, white space folded."""
    return " ".join("".join(element.itertext()).split())


def _has(element: Element, name: str, value: str) -> bool:
    if name == "class_":
        return value in element.get("class", "").split()
    return element.get(name.replace("_", "-")) == value


def checked_page(client: FlaskClient, path: str, status: int = 200, **options: Any) -> Page:
    """Read a page and check it: status, language, one h1, no nesting faults, unique ids, labels, a title."""
    response = client.get(path, **options)
    assert response.status_code == status, f"{path}: {response.status_code}"
    assert response.content_type == "text/html; charset=utf-8", response.content_type
    page = parsed(response.get_data(as_text=True), response.status_code, dict(response.headers))
    check(page, path)
    return page


def parsed(html: str, status: int = 200, headers: dict[str, str] | None = None) -> Page:
    """A page from its text; a fault of nesting or syntax fails."""
    return _READER.submit(_parsed, html, status, headers or {}).result()


def _parsed(html: str, status: int, headers: dict[str, str]) -> Page:
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    tree = parser.parse(html)
    # The parser knows no rule against these; every other complaint is a fault.
    faults = [(place, code, data) for place, code, data in parser.errors if code != "expected-doctype-but-got-end-tag"]
    assert not faults, faults[:3]
    return Page(status, html, tree, headers)


def check(page: Page, path: str) -> None:
    """What must hold on every page."""
    _READER.submit(_check, page, path).result()


def _check(page: Page, path: str) -> None:
    root = page.tree
    language = path.strip("/").split("/")[0].split("?")[0]
    if language in LANGUAGES:
        assert root.get("lang") == language, f"{path}: lang {root.get('lang')}"
    else:
        assert root.get("lang") in LANGUAGES
    assert len(page.all("h1")) == 1, f"{path}: {len(page.all('h1'))} h1"
    assert words_of(page.one("h1")), f"{path}: an empty h1"
    assert words_of(page.one("title")), path
    ids = [e.get("id") for e in root.iter() if isinstance(e.tag, str) and e.get("id")]
    assert len(ids) == len(set(ids)), f"{path}: ids twice: {sorted({i for i in ids if ids.count(i) > 1})}"
    for element in root.iter():
        if element.get("style") is not None or any(name.startswith("on") for name in element.attrib):
            raise AssertionError(f"{path}: inline style or handler on {element.tag}")
    _check_labels(page, path, set(ids))
    _check_headings(page, path)


def _check_labels(page: Page, path: str, ids: set[str | None]) -> None:
    wrapped = {id(field) for label in page.all("label") for field in label.iter() if field.tag in LABELLED}
    named = {label.get("for") for label in page.all("label")}
    for name in LABELLED:
        for field in page.all(name):
            if field.get("type") in {"hidden", "submit"} or field.get("aria-label") or field.get("aria-labelledby"):
                continue
            assert id(field) in wrapped or field.get("id") in named, f"{path}: no label for {field.attrib}"
    for form in page.all("form"):
        assert form.get("action") is not None, f"{path}: a form without action"
    for element in page.tree.iter():
        for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            for target in (element.get(attribute) or "").split():
                assert target in ids, f"{path}: {attribute}={target} points nowhere"


def _check_headings(page: Page, path: str) -> None:
    levels = [int(e.tag[1]) for e in page.tree.iter() if isinstance(e.tag, str) and e.tag in {"h1", "h2", "h3", "h4"}]
    first = levels.index(1)
    before = 1
    for level in levels[first:]:
        assert level <= before + 1, f"{path}: heading h{level} after h{before}"
        before = level
