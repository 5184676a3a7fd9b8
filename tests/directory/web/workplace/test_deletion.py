"""Deleting a workplace: what it means stands on the page, and nothing happens without a tick."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from tests.directory.web.workplace.conftest import ADMIN, NURSE, OTHER, STRANGER, seen, workplace_id
from tests.directory.web.workplace.test_settings import OWN, sent
from tests.pages import check, parsed

Browser = Callable[[tuple[str, str]], FlaskClient]


def test_an_administrator_deletes_one_after_a_tick(site: Flask, as_: Browser) -> None:
    admin, public_id = as_(ADMIN), workplace_id(site, OWN)
    settings = seen(admin, f"/fi/tyopiste/{public_id}")
    path = f"/fi/tyopiste/{public_id}/delete"
    assert path in settings.links()
    page = seen(admin, path)
    assert "Hylly: 7 tallennettua toimintaa kansioineen ja muistiinpanoineen." in page.text
    assert "1 ihmisen tili säilyy, ja hän voi kirjautua kuten ennenkin." in page.text
    refused = sent(admin, path)
    assert refused.status_code == 400
    again = parsed(refused.get_data(as_text=True))
    check(again, path)
    assert [link.get("href") for link in again.one("div", class_="errors").iter("a")] == ["#sure"]
    assert OWN in seen(admin, "/fi/tyopiste/all").text
    done = sent(admin, path, sure="yes")
    assert (done.status_code, done.location) == (303, "/fi/tyopiste/all")
    after = seen(admin, "/fi/tyopiste/all")
    assert f"Työpiste ”{OWN}” poistettiin." in after.text
    assert OTHER in after.text
    assert admin.get(path).status_code == 404
    # Whoever worked there still gets in, and is told what to do.
    nurse = as_(NURSE)
    assert "Ammattilainen" in seen(nurse, "/fi/oma-tili").text
    assert not seen(nurse, "/fi/hylly").all("article")


def test_its_page_is_there_in_every_language(site: Flask, as_: Browser) -> None:
    admin, public_id = as_(ADMIN), workplace_id(site, OTHER)
    assert "Radera arbetsplatsen" in seen(admin, f"/sv/arbetsplats/{public_id}/delete").text
    assert "Nothing is saved on it." in seen(admin, f"/en/workplace/{public_id}/delete").text


def test_its_people_do_not_delete_it(site: Flask, as_: Browser) -> None:
    public_id = workplace_id(site, OTHER)
    member = as_(STRANGER)
    assert f"/fi/tyopiste/{public_id}/delete" not in seen(member, f"/fi/tyopiste/{public_id}").links()
    assert member.get(f"/fi/tyopiste/{public_id}/delete").status_code == 404


def test_the_lists_of_administration_lead_to_one_another(site: Flask, as_: Browser) -> None:
    admin = as_(ADMIN)
    pages = ("/fi/hallinta/accounts", "/fi/hallinta/invitations", "/fi/tyopiste/all", "/fi/hallinta/domains")
    for page in pages:
        tabs = seen(admin, page).one("ul", class_="tabs")
        assert [link.get("href") for link in tabs.iter("a")] == list(pages)
        assert [link.get("href") for link in tabs.iter("a") if link.get("aria-current")] == [page]
