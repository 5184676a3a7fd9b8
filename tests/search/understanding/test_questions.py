"""Fresh questions of every kind: what must be understood, and what must not."""

import pytest

from tests.search.conftest import Understand

# question, language of the page, concepts that must be there, concepts that must not
COLLOQUIAL = [
    ("mun faija ryyppää ja oon iha loppu", "fi", {"needs:close_one_addiction"}, set()),
    ("ukko juo ja riehuu kotona", "fi", {"needs:close_one_addiction"}, set()),
    ("mies löi taas mihin voin mennä", "fi", {"needs:domestic_violence"}, set()),
    ("ei oo ketää kenen kaa jutella", "fi", {"needs:loneliness"}, set()),
    ("ei oo fyrkkaa safkaan", "fi", {"needs:poverty"}, set()),
    ("duuni meni alta ja laskut maksamatta", "fi", {"needs:debt"}, set()),
    ("kämppä lähti alta missä yöpyä", "fi", {"needs:homelessness"}, set()),
    ("jätkä vaa pelaa himassa eikä käy koulus", "fi", {"needs:youth_exclusion"}, set()),
    ("mummo unohtelee kaiken ja eksyy", "fi", {"needs:memory"}, set()),
    ("masentaa ja ahistaa ihan hirveesti", "fi", {"needs:anxiety_depression"}, set()),
    ("linnasta pääsi eikä tiiä mitä tehä", "fi", {"needs:prison_release"}, set()),
    ("muija otti ja lähti ja vei lapset", "fi", {"needs:separation"}, set()),
    ("skidit kiusaa koulus", "fi", {"c:bullying"}, set()),
    ("kännykkä temppuilee enkä osaa laskuja netissä", "fi", {"needs:digital_skills"}, set()),
    ("mie oon nii yksinäin", "fi", {"needs:loneliness"}, set()),
    ("viinoo juop meijän isäntä", "fi", {"needs:alcohol_drugs"}, set()),
    ("gubben super för mycket", "sv", {"needs:close_one_addiction"}, set()),
    ("har inga kompisar o sitter bara hemma", "sv", {"needs:loneliness"}, set()),
    ("pengarna är slut finns det gratis mat", "sv", {"c:food"}, set()),
    ("my hubby hits me where can i go", "en", {"needs:domestic_violence"}, set()),
    ("no money for food this week", "en", {"c:food"}, set()),
    ("i dont know anybody here i feel so alone", "en", {"needs:loneliness"}, set()),
]
SENTENCES = [
    (
        "asiakkaalla todettu rintasyöpä ja hän kaipaa juttuseuraa samassa tilanteessa olevista",
        "fi",
        {"c:breast_cancer", "kinds:peer_group"},
        set(),
    ),
    ("vaimoni kuoli keväällä enkä jaksa lähteä minnekään", "fi", {"c:widow", "needs:grief"}, {"needs:parenting"}),
    ("lapsemme kuoli synnytyksessä", "fi", {"c:child_grief"}, {"target_groups:children"}),
    ("isälläni on Parkinson ja äiti on aivan uupunut hoitamaan", "fi", {"c:parkinson", "c:exhaustion"}, {"c:fathers"}),
    ("poikani käyttää huumeita enkä tiedä mitä tehdä", "fi", {"needs:close_one_addiction"}, {"target_groups:young"}),
    ("nuori äiti käyttää huumeita ja on raskaana", "fi", {"needs:alcohol_drugs", "needs:baby_family"}, set()),
    ("haluaisin opetella suomea ja lapsi voisi tulla mukaan", "fi", {"c:language_practice"}, set()),
    ("min mamma har demens och jag orkar inte mera", "sv", {"needs:memory", "target_groups:close_ones"}, set()),
    ("min son spelar dataspel dygnet runt", "sv", {"c:gaming"}, {"target_groups:men"}),
    (
        "my husband has depression and i am worried",
        "en",
        {"needs:anxiety_depression", "target_groups:close_ones"},
        set(),
    ),
    ("mother of two little children needs someone to babysit", "en", {"c:childcare"}, set()),
    ("vanha mies ei lähde kotoa mihinkään, kuka hakisi", "fi", {"outreach_help:fetched_from_home"}, set()),
]
WHOSE = [
    ("vanhempi rouva kaipaa kävelyseuraa", "fi", {"target_groups:older", "c:walk"}, {"needs:parenting"}),
    ("pojan adhd vie voimat", "fi", {"needs:neurodiversity", "c:carer_child"}, {"target_groups:young"}),
    ("tytär sairastunut skitsofreniaan", "fi", {"target_groups:close_ones", "c:psychosis"}, {"target_groups:women"}),
    ("huijattiin rahat vanhalta äidiltä", "fi", {"c:scam"}, {"needs:parenting", "target_groups:women"}),
    ("seuraa äidilleni", "fi", set(), {"needs:parenting"}),
    ("eroryhmä isille", "fi", {"needs:separation", "c:fathers"}, set()),
    ("ryhmä väsyneille äideille", "fi", {"c:mothers", "c:exhaustion"}, {"target_groups:close_ones"}),
]
MISSPELT = [
    ("yksinäisile vanhuksile", "fi", {"needs:loneliness", "target_groups:older"}, set()),
    ("paihderiippuvuus", "fi", {"needs:alcohol_drugs"}, set()),
    ("omaishoitjaa", "fi", {"needs:caregiving"}, set()),
    ("maahanmuutaja", "fi", {"target_groups:immigrants"}, set()),
    ("velkanevonta", "fi", {"needs:debt"}, set()),
    ("sururyhma", "fi", {"needs:grief"}, set()),
    ("mielentervyes", "fi", {"needs:mental_health"}, set()),
    ("muisti sairaus", "fi", {"needs:memory"}, set()),
    ("kriisi puhelin", "fi", {"kinds:helpline"}, set()),
    ("yksinhuoltja", "fi", {"c:single_parent"}, set()),
    ("syomishairio", "fi", {"needs:eating_disorder"}, set()),
    ("ensamstaende foralder", "sv", {"c:single_parent"}, set()),
    ("narstaendevardare", "sv", {"needs:caregiving"}, set()),
    ("missburk", "sv", {"needs:alcohol_drugs"}, set()),
    ("lonelyness", "en", {"needs:loneliness"}, set()),
    ("demetia", "en", {"needs:memory"}, set()),
    ("gambeling problem", "en", {"needs:gambling"}, set()),
]
COMPOUNDS = [
    ("ryhmä omaishoitajille", "fi", {"needs:caregiving"}, set()),
    ("päihdekuntoutujien päiväkeskus", "fi", {"needs:alcohol_drugs", "kinds:meeting_place"}, set()),
    ("leskien lenkkiporukka", "fi", {"c:widow", "c:walk"}, set()),
    ("yksinäisyyskahvila", "fi", {"needs:loneliness", "kinds:meeting_place"}, set()),
    ("reumakerho", "fi", {"c:rheumatism"}, set()),
    ("sorgegrupp", "sv", {"needs:grief"}, set()),
    ("minnescafé", "sv", {"needs:memory"}, set()),
    ("mansgrupp", "sv", {"target_groups:men"}, set()),
]
STARTED = [
    ("mielenterv", "fi", {"needs:mental_health"}, set()),
    ("omaisho", "fi", {"needs:caregiving"}, set()),
    ("perhekahv", "fi", {"c:family_cafe"}, set()),
    ("närståendev", "sv", {"needs:caregiving"}, set()),
]
JARGON = [
    ("F32 asiakas", "fi", {"needs:anxiety_depression"}, set()),
    ("avh-kuntoutuja", "fi", {"c:stroke"}, set()),
    ("mtp", "fi", {"needs:mental_health", "needs:alcohol_drugs"}, set()),
    ("nepsy-lapsen vanhemmat", "fi", {"needs:neurodiversity"}, set()),
    ("DM2", "fi", {"c:diabetes"}, set()),
    ("NEET-nuori", "fi", {"needs:youth_exclusion"}, set()),
    ("lasu-asiakas", "fi", {"needs:child_welfare"}, set()),
    ("COPD", "fi", {"c:lungs"}, set()),
    ("G35", "fi", {"needs:neurological"}, set()),
]
OTHER_LANGUAGE = [
    ("ensamhet", "fi", {"needs:loneliness"}, set()),
    ("loneliness", "fi", {"needs:loneliness"}, set()),
    ("omaishoitaja", "sv", {"needs:caregiving"}, set()),
    ("kamratstöd", "en", {"kinds:peer_group"}, set()),
]
ALL = [*COLLOQUIAL, *SENTENCES, *WHOSE, *MISSPELT, *COMPOUNDS, *STARTED, *JARGON, *OTHER_LANGUAGE]


@pytest.mark.parametrize(("text", "language", "there", "absent"), ALL, ids=[row[0] for row in ALL])
def test_question_is_understood(
    understand: Understand, text: str, language: str, there: set[str], absent: set[str]
) -> None:
    codes = {concept.code for concept in understand(text, language).concepts}
    assert there <= codes
    assert not absent & codes
