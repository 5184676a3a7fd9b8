"""Records of the open API as the neutral model."""

from typing import Any

import pytest

from directory.exchange.ptv import v11
from directory.exchange.ptv.neutral import RegisterChannel, RegisterOrganisation, RegisterService
from tests.directory.exchange.ptv.samples import FILES, channel, organisation, real, service


def read_service(raw: dict[str, Any]) -> RegisterService:
    found = v11.read(raw)
    assert isinstance(found, RegisterService)
    return found


def read_channel(raw: dict[str, Any]) -> RegisterChannel:
    found = v11.read(raw)
    assert isinstance(found, RegisterChannel)
    return found


def test_every_real_record_is_read() -> None:
    import orjson

    kinds = [type(v11.read(raw)).__name__ for p in FILES for raw in v11.records_in(orjson.loads(p.read_bytes()))]
    assert sorted(kinds) == ["RegisterChannel"] * 3 + ["RegisterOrganisation"] + ["RegisterService"] * 4


def test_a_real_service_of_liperi() -> None:
    found = read_service(real("liperi"))
    assert found.names == {"fi": "Yksilöllistetty oppimäärä"}
    assert found.municipalities == ["426", "123"]
    assert found.classification == ["P6.2", "KR1.2", "KR1"]
    assert found.description_id == "9403ae40-861d-4a86-ae23-44f4bfc9f572"
    assert found.organisation_names == {"fi": "Liperin kunta"}
    assert found.instructions["fi"].endswith("hyvinvointipalveluiden esimieheltä.")
    assert found.search_words["sv"] == ["grundskolan", "grundläggande utbildning"]
    assert len(found.channels) == 5
    assert not found.nationwide


def test_a_real_service_in_two_languages() -> None:
    found = read_service(real("kriisiryhma"))
    assert found.names == {"fi": "Päivystävän kriisiryhmän palvelut", "sv": "Krisgruppens jour"}
    assert found.languages == ["fi", "sv"]
    assert "KE14" in found.classification
    assert "Kriisiryhmän päivystys" in found.search_words["fi"]
    assert found.charge == "FreeOfCharge"


def test_a_real_nationwide_service() -> None:
    assert read_service(real("etalukio")).nationwide


def test_a_real_phone_channel() -> None:
    found = read_channel(real("phone_kriisi"))
    assert (found.kind, found.names["sv"]) == ("Phone", "Krisgruppens jour")
    assert {phone.number for phone in found.phones} == {"+358 405501990"}
    (hours,) = found.hours
    assert hours.days == [(day, "08:00", "16:00") for day in ("mo", "tu", "we", "th", "fr", "sa", "su")]


def test_a_real_place_has_degrees() -> None:
    (address,) = read_channel(real("sundom")).addresses
    assert (address.street["sv"], address.number, address.municipality) == ("Sundomvägen", "13", "905")
    # Sundom lies south-west of the centre of Vaasa, 63.06 N 21.55 E within a few kilometres.
    assert address.lat == pytest.approx(63.05, abs=0.03)
    assert address.lon == pytest.approx(21.55, abs=0.06)


def test_a_real_organisation() -> None:
    found = v11.read(real("vaasa_fi_sv_en"))
    assert isinstance(found, RegisterOrganisation)
    assert found.names == {"fi": "Vaasan kaupunki", "sv": "Vasa stad", "en": "City of Vaasa"}
    assert (found.business_id, found.municipality, found.kind) == ("0209602-6", "905", "Municipality")


def test_what_has_no_place_is_named() -> None:
    found = read_service(
        service(
            fundingType="MarketFunded",
            type="PermitOrObligation",
            areaType="NationwideExceptAlandIslands",
            areas=[{"type": "BusinessSubRegion", "code": "12"}, {"type": "Region", "code": "12"}],
            legislation=[{"names": [{"language": "fi", "value": "Laki"}]}],
        )
    )
    assert found.market_funded
    assert not found.is_service
    assert found.regions == ["12"]
    assert found.unmapped == {
        "type": "PermitOrObligation",
        "areaType": "NationwideExceptAlandIslands",
        "areas": ["BusinessSubRegion 12"],
        "processing": {"fi": "Kaksi viikkoa."},
        "legislation": [{"fi": "Laki"}],
        "otherLanguages": ["se"],
    }


def test_the_responsible_body_is_found_and_producers_are_named() -> None:
    bodies = [
        {"organization": {"id": "O2", "name": "Tuottaja"}, "roleType": "Producer"},
        {"organization": {"id": "O1", "name": "Lieksa"}, "roleType": "Responsible"},
    ]
    found = read_service(service(organizations=bodies))
    assert found.organisation == "O1"
    assert found.unmapped["producers"] == ["Tuottaja"]


def test_areas_of_wellbeing_counties() -> None:
    found = read_service(service(areas=[{"type": "WellbeingServiceCounties", "code": "14"}]))
    assert (found.counties, found.municipalities) == (["14"], [])


def hours(**changes: Any) -> RegisterChannel:
    opening = {"dayFrom": "Friday", "dayTo": "Saturday", "from": "18:00:00", "to": "02:00:00"}
    return read_channel(
        channel(serviceHours=[{"serviceHourType": "OverMidnight", "openingHour": [opening], **changes}])
    )


def test_a_night_is_one_row() -> None:
    assert hours().hours[0].days == [("fr", "18:00", "02:00")]


def test_longer_than_a_night_is_told() -> None:
    opening = {"dayFrom": "Friday", "dayTo": "Sunday", "from": "18:00", "to": "02:00"}
    found = hours(openingHour=[opening])
    assert found.hours == []
    assert found.unmapped["hours"] == ["Friday 18:00 Sunday 02:00"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"isClosed": True, "validFrom": "2026-12-24T00:00:00"}, "OverMidnight 2026-12-24– closed"),
        ({"serviceHourType": "Exceptional", "validTo": "2026-12-26T00:00:00"}, "Exceptional –2026-12-26"),
    ],
)
def test_exceptional_hours_are_told(changes: dict[str, Any], told: str) -> None:
    found = hours(**changes)
    assert found.hours == []
    assert found.unmapped["hours"] == [told]


def test_always_open() -> None:
    found = hours(isAlwaysOpen=True, openingHour=[])
    assert found.always_open
    assert "hours" not in found.unmapped


def test_days_may_span_a_weekend() -> None:
    opening = {"dayFrom": "Saturday", "dayTo": "Monday", "from": "10:00", "to": "12:00"}
    found = hours(serviceHourType="DaysOfTheWeek", openingHour=[opening], validFrom="2026-06-01T00:00:00")
    assert found.hours[0].days == [(day, "10:00", "12:00") for day in ("sa", "su", "mo")]
    assert found.hours[0].valid_from == "2026-06-01"


def test_faxes_and_post_boxes_are_no_way_to_a_place() -> None:
    found = read_channel(channel())
    assert [phone.number for phone in found.phones] == ["+358 50123456", "+358 50123456"]
    assert len(found.addresses) == 1
    assert found.unmapped["addresses"] == ["Postal"]


def test_service_numbers_have_no_country_code() -> None:
    number = {"type": "Phone", "prefixNumber": "+358", "number": "116117", "isFinnishServiceNumber": True}
    assert read_channel(channel(phoneNumbers=[number])).phones[0].number == "116117"


@pytest.mark.parametrize(
    ("north", "east", "lat", "lon"),
    [
        # ETRS-TM35FIN metres of the Helsinki central railway station on the National Land Survey's map.
        ("6672000", "385900", 60.17, 24.94),
        ("63.32", "30.02", 63.32, 30.02),
        (None, "1", None, None),
        ("north", "1", None, None),
    ],
)
def test_degrees_from_metres(north: str | None, east: str, lat: float | None, lon: float | None) -> None:
    found = v11.wgs84(north, east)
    assert found == (lat, lon) if lat is None else found == pytest.approx((lat, lon), abs=0.01)


def test_other_channels_are_not_read() -> None:
    assert v11.read(channel(serviceChannelType="EChannel")) is None


@pytest.mark.parametrize("shape", [lambda r: r, lambda r: [r], lambda r: {"x": r}, lambda r: {"itemList": [r]}])
def test_records_are_found_in_any_shape_of_file(shape: Any) -> None:
    assert list(v11.records_in(shape(organisation()))) == [organisation()]


def test_nothing_is_found_in_other_files() -> None:
    assert list(v11.records_in({"a": 1, "b": "c"})) == []
