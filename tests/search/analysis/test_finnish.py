"""Finnish analysis: the same words from both analysers, compounds from either side, spoken forms."""

import pytest

from search.analysis import analyse, finnish
from search.analysis.spoken import written_forms
from search.analysis.voikko import python_readings, system_readings

# 300 words of the field, in running-text forms.
WORDS = """
omaishoitajille omaishoitajaryhmässä yksinäisyyden yksinäisille yksinäisyyttä vertaistukea vertaistukiryhmään
kohtaamispaikka kohtaamispaikassa mielenterveyskuntoutujien mielenterveyden päihteettömään päihdeongelmista
päihdekuntoutujille alkoholistien alkoholin juomisen juonut juova huumeita huumeidenkäyttäjän peliriippuvuuteen
rahapelaamisesta läheisille läheisensä menettäneille sururyhmän sureville leskien leskeksi leskimiehille
kuolleen menetyksen kriisipuhelimeen kriisikeskuksesta itsemurhaa itsetuhoisten masennukseen masentunut
ahdistuneisuuteen ahdistaa uupuneille uupumus jaksamiseen jaksamaan unettomuudesta paniikkihäiriön
muistisairaiden muistisairauteen muistikahvilassa muistikerhoon muistelemaan dementoituneiden ikäihmisille
ikääntyneiden iäkkäille vanhuksia vanhusten senioreille eläkeläisten eläkkeelle kotona kotiin kotikäynnille
kotihoidon asioinnissa kauppa-apua kyytiä kyytiapuna kuljetuksen haetaan noudetaan saattajan saattamaan
ystävätoiminnan ystävän ystäviä vapaaehtoisten vapaaehtoiseksi tukihenkilön tukihenkilöt vierailijan soittorinki
puhelinystävä verkkoryhmään verkossa etänä chatissa neuvonnasta neuvontaan palveluohjauksen ohjaajana ohjattuun
ryhmään ryhmissä ryhmätoimintaa kerhossa kerhoihin kahvilassa kahvit olohuoneessa tuvalla päivätoiminnassa
päiväkeskuksen työpajalla työttömien työttömyys työnhakijoille työllistymiseen velkaneuvontaa velkojen laskuja
ruoka-avun ruokakasseja ruokajakeluun vähävaraisille köyhyyttä asunnottomille asunnottomuuden häädön
asumisneuvojan turvakotiin väkivaltaa väkivallan lähisuhdeväkivaltaan perheväkivallasta raiskatuille
hyväksikäytön rikoksen uhreille vankilasta vapautuville maahanmuuttajien maahanmuuttajaäideille pakolaisille
kotoutumista kielikahvilaan suomea suomen kieltä oppimaan harjoitella selkokieltä viittomakielisille
ruotsinkielistä venäjäksi englanniksi nuorten nuorille nuorisotyö etsivän syrjäytyneiden koulukiusaamista
koululaisten opiskelijoille lapsiperheille lapsille lasten lastenhoitoapua lastenhoitajan vanhemmille
vanhemmuuteen isien isille äideille äitiyteen vauvaperheen vauvojen raskauden synnytyksen imetykseen keskosten
yksinhuoltajille yksinhuoltajaperheet eroryhmään avioerosta eronneiden sijaisperheille adoptioperheet
lastensuojelun huostaanotettujen vammaisille vammaisten liikuntavammaiset kehitysvammaisten näkövammaisille
kuulovammaisten kuurojen kuulolaitteen pyörätuolilla esteettömässä autismikirjon neurokirjolla syöpäpotilaille
syöpään syöpää rintasyövän eturauhassyöpää diabeetikoille diabeteksen reumaatikoiden reumayhdistyksen
sydänpotilaat sydäninfarktin aivohalvauksen aivoverenkiertohäiriöstä afaatikoille epilepsian kipuryhmään
fibromyalgiaa keuhkosairauden astmaa munuaissairaiden keliaakikoille syömishäiriön anoreksiaan laihdutusryhmä
liikuntaryhmän tuolijumppaan kuntosalille kävelyryhmä kävelylle sauvakävelyä uintia vesijumppa tanssimaan joogaa
pelaamaan lautapelejä kortinpeluuta kuorossa laulamaan musiikkia maalaamaan käsitöitä neulomaan nikkaroimaan
puutöitä verstaalla puutarhassa kalastamaan saunomaan retkelle leirille lomalle virkistykseen kuntoutuskurssille
sopeutumisvalmennusta lomituksen sijaishoitajan omaishoidon vapaan digitukea tietokoneen älypuhelimen
sähköisessä asioinnissa lomakkeiden etuuksista Kelan oikeusapua edunvalvonnan testamentin seurakunnan
diakoniatyön kirkossa tiistaisin keskiviikkona illalla viikonloppuisin maksuttomia ilmaiseksi ilmoittautumista
ilmoittautumatta nimettömästi luottamuksellisesti matalan kynnyksen tukea apua auttaa auttamaan juttelemaan
keskusteluapua keskustella kuuntelemaan perhekahvilassa perhekerhoon läksykerhossa ruokailuun aamiaiselle
lounasta hävikkiruokaa lahjakortteja vaateapua huonekaluja joulujuhlaan ystäväkoulutukseen talkoisiin
kokemusasiantuntijoita kriisityöntekijän psykologin sairaanhoitajan sosiaalityöntekijöiden lääkärille
""".lower().split()


def test_both_analysers_give_the_same_words() -> None:
    system = system_readings()
    if system is None:
        pytest.skip("libvoikko with its Finnish words is not on this machine")
    of_system, _ = system
    of_python = python_readings()
    words = sorted(set(WORDS))
    assert len(words) >= 300
    different = [word for word in words if finnish.analysed(word, of_system) != finnish.analysed(word, of_python)]
    assert different == []


def test_without_the_system_library_words_are_analysed() -> None:
    word = finnish.analysed("omaishoitajaryhmässä", python_readings())
    assert {"omaishoitajaryhmä", "omaishoitaja", "hoitajaryhmä", "omainen", "hoitaja", "ryhmä"} <= dict(
        word.forms
    ).keys()


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("yksinäisyydestä", {"yksinäisyys", "yksinäinen"}),
        ("maahanmuuttajaäiti", {"maahanmuuttaja", "äiti"}),
        ("lastenhoitoapua", {"lastenhoitoapu", "lapsi", "hoito", "apu"}),
        ("etä-isälle", {"etä-isä", "etäisä", "isä"}),
        ("syöpää", {"syöpä"}),
        ("joensuussa", {"joensuu"}),
    ],
)
def test_forms(word: str, forms: set[str]) -> None:
    assert forms <= dict(analyse(word, "fi").forms).keys()


def test_the_whole_weighs_more_than_its_parts() -> None:
    weights = dict(analyse("omaishoitajaryhmä", "fi").forms)
    assert weights["omaishoitajaryhmä"] == 1.0
    assert 0 < weights["ryhmä"] <= weights["omaishoitaja"] < 1.0


def test_chance_seams_are_left_out() -> None:
    assert "ase" not in dict(analyse("vapaaseen", "fi").forms)


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("väsyny", "väsynyt"),
        ("ongelmii", "ongelmia"),
        ("kipee", "kipeä"),
        ("yksinäine", "yksinäinen"),
        ("juop", "juo"),
        ("kylymä", "kylmä"),
        ("hoitaan", "hoitamaan"),
        ("hajoo", "hajoaa"),
        ("mettä", "metsä"),
        ("nuari", "nuori"),
        ("työikänen", "työikäinen"),
        ("raskaudenaikanen", "raskaudenaikainen"),
        ("hukku", "hukkui"),
        ("katkes", "katkesi"),
    ],
)
def test_spoken_words_have_written_forms(spoken: str, written: str) -> None:
    assert written in list(written_forms(spoken))
