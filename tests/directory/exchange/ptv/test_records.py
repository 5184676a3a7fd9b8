"""From the neutral model to records of the own format, whole."""

from typing import Any

import pytest

from directory.exchange.ptv import descriptions, v11
from directory.exchange.ptv.records import Mapped, activity_record, shortened
from tests.directory.exchange.ptv.samples import channel, description, service


def mapped(*channels: dict[str, Any], general: dict[str, Any] | None = None, home: str = "", **changes: Any) -> Mapped:
    found = v11.read(service(**changes))
    places = [v11.read(one) for one in channels]
    return activity_record(found, places, descriptions.read(general) if general else None, home)  # type: ignore[arg-type]


def test_a_whole_service_with_its_place() -> None:
    one = mapped(channel())
    record = one.record
    assert (record["id"], record["organisation"], record["status"]) == ("ptv-s1", "ptv-o1", "published")
    assert record["texts"] == {
        "fi": {
            "title": "Omaishoidon neuvonta",
            "summary": "Neuvoja omaishoitajille.",
            "description": "Kerromme tuesta.",
            "how_to_join": "Soita meille.",
        }
    }
    assert record["languages"] == ["fi", "sign"]
    assert (record["needs"], record["target_groups"], record["modes"]) == (["caregiving"], ["close_ones"], ["on_site"])
    assert record["area"] == {"level": "municipal", "municipalities": ["Lieksa"]}
    (place,) = record["locations"]
    assert (place["street"], place["postal_code"], place["municipality"]) == ("Pielisentie 3", "81700", "Lieksa")
    assert place["entrance_note"] == {"fi": "Sisäpihalta."}
    assert [(r["weekday"], r["start"], r["from"]) for r in record["schedule"]] == [
        ("mo", "09:00", "2026-05-11"),
        ("tu", "09:00", "2026-05-12"),
        ("we", "09:00", "2026-05-06"),
        ("th", "09:00", "2026-05-07"),
        ("fr", "09:00", "2026-05-08"),
    ]
    assert record["contacts"] == [
        {
            "name": "",
            "role": {"fi": "Neuvoja"},
            "phone": "+358 50123456",
            "email": "neuvonta@lieksa.example",
            "audience": "public",
        }
    ]
    assert record["search_words"] == {"fi": ["Omaistuki"]}
    assert one.modified == "2026-05-06T07:08:09"


def test_what_could_not_be_said_is_named() -> None:
    assert mapped(channel()).unmapped == {
        "fundingType": "PubliclyFunded",
        "processing": {"fi": "Kaksi viikkoa."},
        "otherLanguages": ["se"],
        "languages": ["xx"],
        "classification": ["P24.1 Luonnonvaraiset kasvit ja eläimet"],
        "channels": ["C9"],
        "contacts": ["not an address"],
        "channel C1": {"addresses": ["Postal"]},
    }


def test_nothing_is_made_up() -> None:
    record = mapped().record
    for unknown in ("tier", "age_min", "age_max", "capacity", "substance_free", "verified_on", "cost", "who_meets_you"):
        assert record[unknown] is None
    for unknown in ("modes", "outreach_help", "referral_routes", "accessibility", "threshold", "locations", "schedule"):
        assert record[unknown] == []


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, "published"),
        ({"publishingStatus": "Withdrawn"}, "archived"),
        ({"type": "PermitOrObligation"}, "pending"),
        ({"targetGroups": [{"code": "KR2.7"}]}, "pending"),
        ({"targetGroups": [{"code": "KR2.7"}, {"code": "KR1.2"}]}, "published"),
    ],
)
def test_what_is_published(changes: dict[str, Any], status: str) -> None:
    assert mapped(**changes).record["status"] == status


def test_a_national_description_completes_a_service() -> None:
    one = mapped(general=description(), serviceClasses=[], generalDescriptionId="D1")
    text = one.record["texts"]["fi"]
    assert text["summary"] == "Neuvoja omaishoitajille."
    assert text["description"] == "Kerromme tuesta.\n\nHyvinvointialue tukee."
    assert text["how_to_join"] == "Soita meille."
    assert one.record["needs"] == ["caregiving"]
    assert one.record["target_groups"] == ["close_ones", "older"]
    assert one.description == "D1"
    assert list(one.record["texts"]) == ["fi"]  # the service itself speaks Finnish only


def test_a_description_gives_what_the_service_lacks() -> None:
    one = mapped(general=description(), serviceDescriptions=[])
    text = one.record["texts"]["fi"]
    assert (text["summary"], text["how_to_join"]) == ("Tukea läheistään hoitavalle.", "Hae tukea omalta alueeltasi.")
    assert "summary made of the description" not in one.unmapped


def test_a_description_that_is_not_there_is_named() -> None:
    assert mapped(generalDescriptionId="D7").unmapped["generalDescriptionId"] == "D7"


def test_a_long_summary_is_shortened_and_kept() -> None:
    long = "Ensimmäinen lause on tässä ja se kertoo jo paljon. " + "Toinen lause jatkaa vielä pitkään. " * 6
    one = mapped(serviceDescriptions=[{"language": "fi", "value": long, "type": "Summary"}])
    summary = one.record["texts"]["fi"]["summary"]
    assert len(summary) <= 150
    assert summary.endswith(".")
    assert one.unmapped["longer summary"] == {"fi": long.strip()}


def test_a_missing_summary_is_made_of_the_description_and_told() -> None:
    one = mapped(serviceDescriptions=[{"language": "fi", "value": "Kuvaus vain.", "type": "Description"}])
    assert one.record["texts"]["fi"]["summary"] == "Kuvaus vain."
    assert one.unmapped["summary made of the description"] == ["fi"]


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("short  and\nfolded", 20, "short and folded"),
        ("One two three. Four five six.", 20, "One two three."),
        ("One two three, four five six", 16, "One two three…"),
        ("A. " + "b" * 40, 20, "A.…"),
    ],
)
def test_shortened(text: str, most: int, expected: str) -> None:
    assert shortened(text, most) == expected
    assert len(shortened(text, most)) <= most


def test_cost_with_its_note() -> None:
    note = {"language": "fi", "value": "10 € kerta", "type": "ChargeTypeAdditionalInfo"}
    one = mapped(serviceChargeType="Chargeable", serviceDescriptions=[note])
    assert one.record["cost"] == {"code": "fee", "amount_eur": None, "note": {"fi": "10 € kerta"}}
    assert mapped(serviceChargeType="FreeOfCharge").record["cost"] == {"code": "free", "amount_eur": None}
    assert mapped(serviceChargeType="Other").record["cost"] is None


def test_what_people_pay_for_on_the_market() -> None:
    assert mapped(fundingType="MarketFunded").record["tier"] == "market"


def area(home: str = "", *channels: dict[str, Any], **changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = mapped(*channels, home=home, **changes).record["area"]
    return found


def codes_of(*codes: str) -> list[dict[str, Any]]:
    return [{"type": "Municipality", "municipalities": [{"code": code} for code in codes]}]


def test_areas() -> None:
    assert area(areaType="Nationwide") == {"level": "national", "municipalities": []}
    assert area(areas=codes_of("422", "167")) == {"level": "subregional", "municipalities": ["Lieksa", "Joensuu"]}
    north_karelia = area(areas=[{"type": "WellbeingServiceCounties", "code": "14"}])
    assert north_karelia["level"] == "county"
    assert "Lieksa" in north_karelia["municipalities"]
    assert area(areas=codes_of("588")) == {"level": "municipal", "municipalities": ["Mäntyharju"]}


def test_an_area_that_is_not_told() -> None:
    assert area("422", areas=[]) == {"level": "municipal", "municipalities": ["Lieksa"]}
    assert area("", channel(), areas=[]) == {"level": "municipal", "municipalities": ["Lieksa"]}
    assert area("", areas=[]) == {"level": "municipal", "municipalities": []}
    assert mapped(areas=codes_of("code")).unmapped["municipalities"] == ["code"]


def test_a_line_that_never_closes() -> None:
    always = channel(serviceChannelType="Phone", serviceHours=[{"isAlwaysOpen": True}])
    record = mapped(always).record
    assert record["schedule"] == []
    assert record["schedule_note"] == {"fi": "Avoinna kaikkina päivinä ympäri vuorokauden."}
    assert record["modes"] == ["phone"]


def test_hours_of_a_season() -> None:
    hours = {
        "serviceHourType": "DaysOfTheWeek",
        "validFrom": "2026-06-01T00:00:00",
        "validTo": "2026-06-02T00:00:00",
        "additionalInformation": [{"language": "fi", "value": "Kesällä"}, {"language": "sv", "value": "Sommar"}],
        "openingHour": [{"dayFrom": "Monday", "dayTo": "Wednesday", "from": "09:00", "to": "12:00"}],
    }
    rows = mapped(channel(serviceHours=[hours])).record["schedule"]
    assert [(r["weekday"], r["from"], r["until"], r["note"]) for r in rows] == [
        ("mo", "2026-06-01", "2026-06-02", {"fi": "Kesällä"}),
        ("tu", "2026-06-02", "2026-06-02", {"fi": "Kesällä"}),
    ]


def test_national_descriptions_are_nationwide_and_of_no_body() -> None:
    one = activity_record(descriptions.read(description()), [])
    record = one.record
    assert record["organisation"] == "ptv-descriptions"
    assert record["area"] == {"level": "national", "municipalities": []}
    assert record["texts"]["fi"]["description"] == "Hyvinvointialue tukee.\n\nTehdään sopimus."
    assert record["texts"]["en"]["summary"] == "The county supports."
    assert record["languages"] == []
    assert one.unmapped == {"ref": "SOTE-0001", "summary made of the description": ["en"]}
