"""The page of one activity: what it says, in which language, and what it must never say."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import icalendar
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.models import Activity, Verification
from directory.services.activities import ContactChange, LocationChange, RowChange, TextChange
from directory.vocabulary import Lifecycle
from tests.directory.web.public.listings import WORKSHOP
from tests.pages import Page, checked_page, words_of

Publish, Reader = Callable[..., str], Callable[..., Page]
SWEDISH = TextChange(title="Gubbarnas verkstad", summary="Män snickrar.", origin="translated", source_language="fi")
BILINGUAL = replace(WORKSHOP, texts={**WORKSHOP.texts, "sv": SWEDISH})


def json_ld(page: Page) -> dict[str, Any]:
    (script,) = page.all("script", type="application/ld+json")
    node: dict[str, Any] = json.loads(script.text or "")
    return node


def test_the_name_at_the_door_the_next_real_session_and_the_phone(publish: Publish, read: Reader) -> None:
    page = read(f"/fi/toiminta/{publish()}")
    assert words_of(page.one("h1")) == "Ukkojen paja"
    assert words_of(page.one("title")) == "Ukkojen paja, Lieksa – Toimintahaku"
    assert "Pentti soittaa ensin ja hakee sinut kotoa." in page.text
    leaves = [words_of(leaf) for leaf in page.all("time", class_="leaf")]
    assert leaves[:4] == [
        "huomenna ti 24.11. klo 10–13",
        "ti 1.12. ei ole",
        "ti 8.12. klo 10–13",
        "ti 15.12. klo 10–13",
    ]
    assert "ti 1.12.: Sähkökatko." in page.text
    assert "ti 22.12. ja ti 29.12.: Paja lepää." in page.text
    assert "tel:+3585000136" in page.links()
    assert "Miehet, 63 vuotta täyttäneet" in page.text
    assert "Maksuton, jäsenyyttä ei tarvita" in page.text
    assert "Soita ja sovi, mistä sinut haetaan." in page.text


def test_every_foreign_text_is_labelled_and_marked(publish: Publish, read: Reader) -> None:
    page = read(f"/sv/verksamhet/{publish()}")
    assert page.one("h1").get("lang") == "fi"
    assert "Endast på finska" in page.text
    assert "Man deltar på finska." in page.text
    for finnish in ("Pajalla tuoksuu terva.", "Soita Pentille.", "Pentti kaartaa pihaan.", "Miehet tekevät puusta."):
        (element,) = [e for e in page.tree.iter() if (e.text or "").strip() == finnish]
        marked = {id(child) for parent in page.tree.iter() if parent.get("lang") == "fi" for child in parent.iter()}
        assert id(element) in marked, finnish
    assert [link for link in page.all("meta", name="robots") if "noindex" in link.get("content", "")]
    assert {link.get("hreflang") for link in page.all("link", rel="alternate")} == {"fi", "x-default"}


def test_a_text_in_the_readers_language_has_no_label_and_may_be_found(publish: Publish, read: Reader) -> None:
    page = read(f"/sv/verksamhet/{publish(BILINGUAL)}")
    assert words_of(page.one("h1")) == "Gubbarnas verkstad"
    assert page.one("h1").get("lang") is None
    assert not page.all("meta", name="robots")
    assert {link.get("hreflang") for link in page.all("link", rel="alternate")} == {"fi", "sv", "x-default"}
    assert page.one("link", rel="canonical").get("href", "").endswith("-gubbarnas-verkstad")
    # The description was not translated: its own label.
    assert "Om verksamheten Endast på finska" in page.text


def test_a_translation_older_than_its_original_is_marked(publish: Publish, read: Reader) -> None:
    def grow_old(activity: Activity) -> None:
        next(text for text in activity.texts if text.language == "sv").stale = True

    page = read(f"/sv/verksamhet/{publish(BILINGUAL, edit=grow_old)}")
    assert "Den finska originaltexten har ändrats." in page.text


def test_contacts_for_professionals_and_own_use_are_not_there(publish: Publish, read: Reader) -> None:
    page = read(f"/fi/toiminta/{publish()}")
    for secret in ("Raija", "00 137", "hallitus@", "Hallitus"):
        assert secret not in page.html


@pytest.mark.parametrize("language", ["fi/toiminta", "sv/verksamhet", "en/activity"])
def test_a_hidden_place_gives_its_municipality_only(publish: Publish, read: Reader, app: Flask, language: str) -> None:
    hidden = LocationChange("422", "Turvatalo", "Salakatu 3", "81700", 63.32123, 30.02345, "hidden")
    public_id = publish(replace(WORKSHOP, locations=(hidden,)))
    page = read(f"/{language}/{public_id}")
    calendar = app.test_client().get(f"/{language}/{public_id}.ics").get_data(as_text=True)
    for secret in ("Turvatalo", "Salakatu", "81700", "63.3", "30.0", "geo:"):
        assert secret not in page.html
        assert secret not in calendar
    assert "Lieksa" in page.text


def test_unknown_is_said_as_unknown_never_as_no(publish: Publish, read: Reader) -> None:
    unknown = replace(
        WORKSHOP,
        accessibility={"induction_loop": {"value": "no"}},
        target_groups=(),
        age_min=None,
        gender="all",
        cost=None,
        languages=("se",),
    )
    page = read(f"/fi/toiminta/{publish(unknown)}")
    assert "Induktiosilmukka: ei " in page.text + " "
    (untold,) = page.all("p", class_="untold")
    assert words_of(untold).startswith("Ei tietoa: esteetön sisäänkäynti, esteetön WC, ")
    assert not page.all("li", class_="unk")
    facts = {words_of(row[0]): words_of(row[1]) for row in page.one("dl").iter("div") if len(row) == 2}
    assert facts["Kenelle"] == facts["Hinta"] == "Ei tietoa"


NOTHING_KNOWN = {
    "fi": "Paikan esteettömyydestä ei ole tietoa. Kysy ennen kuin tulet. 050 00 136",
    "sv": "Det finns inga uppgifter om tillgängligheten här. Fråga innan du kommer. 050 00 136",
    "en": "Nothing is known about accessibility here. Ask before you come. 050 00 136",
}


@pytest.mark.parametrize("path", ["/fi/toiminta/", "/sv/verksamhet/", "/en/activity/"])
def test_no_known_accessibility_is_one_sentence_with_the_phone(publish: Publish, read: Reader, path: str) -> None:
    page = read(path + publish(replace(WORKSHOP, accessibility={})))
    (untold,) = page.all("p", class_="untold")
    assert words_of(untold) == NOTHING_KNOWN[path[1:3]]
    assert [link.get("href") for link in untold.iter("a")] == ["tel:+3585000136"]


def test_who_has_no_phone_of_its_own_is_asked_at_the_organisation(publish: Publish, read: Reader) -> None:
    silent = replace(WORKSHOP, accessibility={}, contacts=())
    (untold,) = read(f"/en/activity/{publish(silent)}").all("p", class_="untold")
    assert words_of(untold).endswith("Ask before you come. 050 00 100")


def test_on_the_phone_there_is_no_place_to_ask_about(publish: Publish, read: Reader) -> None:
    remote = replace(WORKSHOP, accessibility={}, modes=("phone",))
    (untold,) = read(f"/en/activity/{publish(remote)}").all("p", class_="untold")
    assert words_of(untold) == "Not told: sign language interpreting and easy language"


def test_a_place_that_tells_its_own_is_not_contradicted(publish: Publish, read: Reader) -> None:
    place = replace(WORKSHOP.locations[0], accessibility={"toilet": {"value": "yes"}})
    page = read(f"/en/activity/{publish(replace(WORKSHOP, accessibility={}, locations=(place,)))}")
    assert "Nothing is known" not in page.text
    (untold,) = page.all("p", class_="untold")
    assert "accessible toilet" not in words_of(untold)


def test_partly_accessible_with_its_note(publish: Publish, read: Reader) -> None:
    page = read(f"/en/activity/{publish()}")
    assert "Accessible toilet: partlyOvi on kapea." in page.text
    assert "Induction loop: no" in page.text


def test_an_own_accessibility_of_a_place(publish: Publish, read: Reader) -> None:
    first = WORKSHOP.locations[0]
    second = LocationChange("422", "Kylätalo", "Kylätie 2", "81700", accessibility={"toilet": {"value": "no"}})
    page = read(f"/fi/toiminta/{publish(replace(WORKSHOP, locations=(first, second)))}")
    assert "Kylätalo, Kylätie 2" in [words_of(h) for h in page.all("h3")]
    assert "Esteetön WC: ei" in [words_of(li) for li in page.all("li", class_="no")]


def test_never_confirmed_is_said_and_a_confirmation_tells_when_who_and_how(publish: Publish, read: Reader) -> None:
    assert "Ei vielä vahvistettu" in read(f"/fi/toiminta/{publish()}").text

    def confirm(activity: Activity) -> None:
        activity.verifications.append(
            Verification(
                verified_on=date(2026, 10, 6), by_role="organisation", method="link", confirmed=["times", "place"]
            )
        )

    page = read(f"/fi/toiminta/{publish(edit=confirm)}")
    assert "Ryhmä vahvisti 6 viikkoa sitten" in page.text
    assert "6.10.2026, sähköpostin linkistä: ajat ja paikka." in page.text


@pytest.mark.parametrize(
    ("routes", "sentence"),
    [
        (("self", "decision"), "Tarvitset ensin palvelupäätöksen."),
        (("doctor",), "Tarvitset ensin lääkärin lähetteen."),
        (("self", "professional"), "Ammattilainen voi luvallasi ottaa yhteyttä puolestasi."),
        (("self", "joint_call"), "Voit soittaa yhdessä ammattilaisen kanssa vastaanotolla."),
    ],
)
def test_how_to_join_follows_the_routes(publish: Publish, read: Reader, routes: tuple[str, ...], sentence: str) -> None:
    page = read(f"/fi/toiminta/{publish(replace(WORKSHOP, referral_routes=routes))}")
    assert sentence in page.text


def test_who_cannot_call_oneself_is_not_told_to(publish: Publish, read: Reader) -> None:
    page = read(f"/fi/toiminta/{publish(replace(WORKSHOP, referral_routes=('doctor',)))}")
    assert "Soita ja sovi" not in page.text


def test_drop_in_needs_no_call(publish: Publish, read: Reader) -> None:
    page = read(f"/en/activity/{publish(replace(WORKSHOP, outreach_help=('drop_in',), threshold=('no_signup',)))}")
    assert "Just come along. You do not need to sign up." in page.text
    assert page.text.count("Come without signing up") == 1
    assert "No sign-up" not in page.text  # the same thing is not said twice


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"contacts": (ContactChange(email="posti@paja.example"),)}, "Kirjoita osoitteeseen posti@paja.example"),
        ({"contacts": (), "outreach_help": ()}, "Soita ryhmälle ja sovi, miten aloitat."),
        ({"kinds": ("helpline",), "modes": ("phone",), "outreach_help": ()}, "Soita vain."),
        ({"outreach_help": ("anonymous",)}, "Sinun ei tarvitse kertoa, kuka olet."),
    ],
)
def test_the_first_step_follows_what_there_is(
    publish: Publish, read: Reader, app: Flask, changes: dict[str, Any], sentence: str
) -> None:
    def without_own_phone(activity: Activity) -> None:
        if any(contact.email and not contact.phone for contact in activity.contacts):
            activity.organisation.phone = ""

    page = read(f"/fi/toiminta/{publish(replace(WORKSHOP, **changes), edit=without_own_phone)}")
    assert sentence in page.text


@pytest.mark.parametrize(
    ("meets_at", "help_", "sentence"),
    [
        ("door", (), "Pentti ottaa sinut vastaan ovella."),
        ("stop", (), "Pentti on vastassa pysäkillä."),
        ("home", (), "Pentti tulee luoksesi kotiin."),
        ("home", ("fetched_from_home",), "Pentti hakee sinut kotoa."),
        ("phone", (), "Pentti soittaa sinulle ensin."),
    ],
)
def test_where_one_is_met(publish: Publish, read: Reader, meets_at: str, help_: tuple[str, ...], sentence: str) -> None:
    page = read(f"/fi/toiminta/{publish(replace(WORKSHOP, meets_at=meets_at, outreach_help=help_))}")
    assert sentence in page.text


@pytest.mark.parametrize(
    ("spoken", "sentence"),
    [
        (("sv",), "You take part in Swedish."),
        (("fi", "se"), "Languages spoken there: Finnish and Northern Sámi."),
        (("en", "fi"), ""),
    ],
)
def test_in_which_language_one_takes_part(
    publish: Publish, read: Reader, spoken: tuple[str, ...], sentence: str
) -> None:
    page = read(f"/en/activity/{publish(replace(WORKSHOP, languages=spoken))}")
    assert sentence in page.text
    assert ("take part" in page.text or "spoken there" in page.text) == bool(sentence)


def test_a_wide_area_is_told_shortly(publish: Publish, read: Reader) -> None:
    county = ("167", "422", "176", "260", "276", "309", "426", "541")
    page = read(f"/en/activity/{publish(replace(WORKSHOP, area_level='county', area_municipalities=county))}")
    assert "and 2 other municipalities" in page.text
    national = replace(WORKSHOP, area_level="national", area_municipalities=())
    assert "Valtakunnallinen" in read(f"/fi/toiminta/{publish(national, names={'fi': 'Muu ry'})}").text


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"every_weeks": 2}, "Joka toinen tiistai klo 10–13."),
        ({"every_weeks": 4}, "4 viikon välein, tiistai klo 10–13."),
        ({"every_weeks": None, "nth": 1}, "Kuukauden ensimmäinen tiistai klo 10–13."),
        ({"every_weeks": None, "nth": -1}, "Kuukauden viimeinen tiistai klo 10–13."),
        ({"ends_on": date(2026, 12, 15)}, "Joka tiistai klo 10–13. Jatkuu ti 15.12. asti."),
        ({"not_on_public_holidays": True}, "Joka tiistai klo 10–13."),
    ],
)
def test_the_rhythm_in_words(publish: Publish, read: Reader, row: dict[str, Any], sentence: str) -> None:
    starts = {1: date(2026, 9, 1), -1: date(2026, 9, 29)}.get(row.get("nth", 1), date(2026, 9, 1))
    first = WORKSHOP.schedules[0]
    schedule = RowChange("tu", first.start, first.end, starts, **row)
    page = read(f"/fi/toiminta/{publish(replace(WORKSHOP, schedules=(schedule,)))}")
    assert sentence in page.text.replace("\u00a0", " ")


def test_a_public_holiday_is_the_reason(publish: Publish, read: Reader) -> None:
    first = WORKSHOP.schedules[0]
    friday = RowChange("fr", first.start, first.end, date(2026, 9, 4), not_on_public_holidays=True)
    page = read(f"/sv/verksamhet/{publish(replace(WORKSHOP, schedules=(friday,)))}")
    assert "fr 25.12.: Juldagen" in page.text.replace("\u00a0", " ")


def test_no_timetable_means_by_agreement(publish: Publish, read: Reader, client: FlaskClient) -> None:
    public_id = publish(replace(WORKSHOP, schedules=()))
    page = read(f"/fi/toiminta/{public_id}")
    assert "Ajat sovitaan erikseen." in page.text
    assert not [link for link in page.links() if link.endswith(".ics")]
    assert json_ld(page)["@type"] == "Service"


def test_another_slug_leads_on_and_keeps_the_way_back(publish: Publish, client: FlaskClient) -> None:
    public_id = publish()
    back = "/fi/haku?q=puuty%C3%B6"
    answer = client.get(f"/fi/toiminta/{public_id}-old-name", query_string={"back": back})
    assert answer.status_code == 301
    assert answer.headers["Location"].startswith(f"/fi/toiminta/{public_id}-ukkojen-paja?back=")
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert 'href="/fi/haku?q=puuty%C3%B6"' in page
    assert "Takaisin tuloksiin: ”puutyö”" in page


@pytest.mark.parametrize(
    "back",
    ["https://evil.example/", "//evil.example/fi/haku", "/\\evil.example", "javascript:alert(1)", "/fi/kunnat", "\x00"],
)
def test_the_way_back_leads_nowhere_else(publish: Publish, read: Reader, back: str) -> None:
    page = read(f"/fi/toiminta/{publish()}-ukkojen-paja", query_string={"back": back})
    assert not [link for link in page.links() if "evil" in link or "javascript" in link]


@pytest.mark.parametrize(
    ("lifecycle", "status"),
    [("ended", 410), ("archived", 410), ("draft", 404), ("pending", 404), ("published", 200), ("paused", 200)],
)
def test_only_what_is_public_is_shown(publish: Publish, read: Reader, lifecycle: str, status: int) -> None:
    def put(activity: Activity) -> None:
        activity.lifecycle = Lifecycle(lifecycle)
        activity.paused_until = date(2027, 1, 11) if lifecycle == "paused" else None

    page = read(f"/fi/toiminta/{publish(edit=put)}", status)
    assert ("Sähkökatko" in page.html) == (status == 200)
    if lifecycle == "paused":
        assert not page.all("form", id="slip")  # nobody is guided to what is not held
        assert "Toiminta on tauolla 11.1.2027 asti." in page.text


@pytest.mark.parametrize("address", ["zzzzzzzzzz", "0", "x" * 400, "%00", "%F0%9F%98%80", "..", "a'--", "%ED%A0%80"])
def test_addresses_of_nothing(client: FlaskClient, address: str) -> None:
    assert client.get(f"/fi/toiminta/{address}").status_code == 404


def test_what_people_write_cannot_break_out(publish: Publish, read: Reader) -> None:
    evil = "</script><script>alert(1)</script><b>x"
    texts = {"fi": TextChange(title=evil, summary=evil, description=evil, who_meets=evil)}
    page = read(f"/fi/toiminta/{publish(replace(WORKSHOP, texts=texts, meets_name='<b>P'))}")
    assert "<script>alert" not in page.html
    assert json_ld(page)["name"] == evil
    assert "<b>P soittaa ensin" in page.text


def test_the_machine_form_of_a_group_with_a_timetable(publish: Publish, read: Reader) -> None:
    node = json_ld(read(f"/fi/toiminta/{publish()}"))
    assert node["@type"] == "Event"
    assert node["startDate"] == "2026-11-24T10:00:00+02:00"
    assert node["location"][0]["address"]["streetAddress"] == "Sepänkatu 1"
    assert node["organizer"]["@type"] == "NGO"
    assert node["isAccessibleForFree"] is True
    assert node["audience"] == {"@type": "PeopleAudience", "suggestedMinAge": 63.0, "suggestedGender": "male"}
    (schedule,) = node["eventSchedule"]
    assert schedule["byDay"] == "https://schema.org/Tuesday"
    assert schedule["exceptDate"] == ["2026-12-01"]
    assert "pentti@" not in json.dumps(node)


def test_the_calendar_file(publish: Publish, client: FlaskClient) -> None:
    answer = client.get(f"/fi/toiminta/{publish()}.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert "ukkojen-paja.ics" in answer.headers["Content-Disposition"]
    (event,) = icalendar.Calendar.from_ical(answer.get_data()).walk("VEVENT")
    assert event["SUMMARY"] == "Ukkojen paja"
    assert event["LOCATION"] == "Sepän paja, Sepänkatu 1, 81700 Lieksa"


def test_a_map_only_where_the_installation_has_its_tiles(
    make_app: Callable[..., Flask], publish: Publish, read: Reader
) -> None:
    public_id = publish()
    without = read(f"/fi/toiminta/{public_id}")
    assert "leaflet" not in without.html
    mapped = make_app(map_tiles_url="https://{s}.tiles.example/{z}/{x}/{y}.png", map_attribution="Tiles & co")
    answer = mapped.test_client().get(f"/fi/toiminta/{public_id}-ukkojen-paja")
    assert 'data-points="[[63.3212,30.0234,false]]"' in answer.get_data(as_text=True)
    assert "https://*.tiles.example" in answer.headers["Content-Security-Policy"]


def test_similar_ones_of_the_demo_are_in_the_readers_language(page: Reader, demo: Flask) -> None:
    with demo.extensions["database"].read() as session:
        public_id = session.scalar(select(Activity.public_id).where(Activity.import_id == "ukkojen-verstas-joensuu"))
    found = page(f"/sv/verksamhet/{public_id}-ukkojen-verstas")
    similar = found.one("nav", aria_labelledby="similar")
    assert "Liknande på svenska" in words_of(similar)
    links = list(similar.iter("a"))
    assert 1 <= len(links) <= 3
    assert public_id not in " ".join(link.get("href", "") for link in links)


def test_what_to_bring_and_the_stop_are_told_and_a_secret_place_has_none(demo_copy: Flask) -> None:
    with demo_copy.extensions["database"].write() as session:
        found = session.scalar(select(Activity).where(Activity.import_id == "tulukset-ilomantsi"))
        assert found is not None
        public_id = found.public_id
        other = session.scalar(select(Activity.public_id).where(Activity.import_id == "tupa-lieksa"))
    client = demo_copy.test_client()
    shown = checked_page(client, f"/sv/verksamhet/{public_id}-tulukset")
    assert "Ta med" in shown.text
    notes = [words_of(e) for e in shown.all("span", lang="fi")]
    assert "Otsalamppu ja lämpimät vaatteet." in notes
    assert "Huoltoasema Ilomantsin keskustassa, pysäkki sen edessä." in notes
    with demo_copy.extensions["database"].write() as session:
        again = session.scalar(select(Activity).where(Activity.import_id == "tulukset-ilomantsi"))
        assert again is not None
        again.locations[0].precision = "hidden"
    assert "Huoltoasema" not in checked_page(client, f"/fi/toiminta/{public_id}-tulukset").html
    compared = checked_page(client, f"/fi/vertaile?a={public_id}&a={other}")
    assert "Lieksan asema" in compared.text
    assert "Huoltoasema" not in compared.html
    assert "Huoltoasema" not in checked_page(client, f"/fi/ohjauslista?a={public_id}").html


def test_it_goes_on_the_slip_from_its_own_page(publish: Publish, read: Reader) -> None:
    public_id = publish()
    page = read(f"/fi/toiminta/{public_id}?back=/fi/haku%3Fq%3Dpaja")
    (tick,) = page.all("input", name="a", type="checkbox")
    assert (tick.get("value"), tick.get("form")) == (public_id, "slip")
    bar = page.one("form", id="slip")
    assert bar.get("action") == "/fi/ohjauslista"
    assert [e.get("value") for e in bar.iter("input") if e.get("name") == "back"] == ["/fi/haku?q=paja"]
