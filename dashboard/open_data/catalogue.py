"""What describes the packages to catalogues and search engines: DCAT and schema.org, as JSON-LD."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urljoin

from dashboard.http.urls import with_choices
from dashboard.open_data.columns import OPEN_TABLES
from dashboard.open_data.package import (
    ARCHIVE,
    at_moment,
    commit_moment,
    in_languages,
    names_of,
    newest_moment,
    notes_of,
)
from indicators.answers.facts import Facts
from indicators.asking import Asker

CATALOGUE = "/data/catalog.jsonld"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
SHORTEST_DESCRIPTION = 50
"""Signs that search engines want of a description at least."""

Json = dict[str, Any]


def folder_of(programme: str, moment: str = "") -> str:
    """Where the packages of a programme are, or the files of one."""
    return f"/data/{quote(programme)}/" + (f"{moment}/" if moment else "")


def catalogue(host: str, asker: Asker, programmes: Sequence[Facts]) -> Json:
    """All programmes of a server as one catalogue; ``host`` is its address."""
    title = {"ru": "Открытые данные программ", "en": "Open data of programmes"}
    return {
        "@context": CONTEXT,
        "@id": urljoin(host, CATALOGUE),
        "@type": "dcat:Catalog",
        "dct:title": in_languages(title),
        "dct:language": ["ru", "en"],
        "foaf:homepage": {"@id": host},
        "dcat:dataset": [
            _dataset(host, facts.code, newest_moment(asker, facts.code)) for facts in programmes
        ],
    }


def _dataset(host: str, programme: str, moment: str) -> Json:
    facts = at_moment(programme, moment).facts
    years = f"{facts.first_year}-01-01", f"{facts.last_year}-12-31"
    start, end = ({"@value": day, "@type": "xsd:date"} for day in years)
    return {
        "@id": urljoin(host, folder_of(facts.code)),
        "@type": "dcat:Dataset",
        "dct:identifier": facts.code,
        "dct:title": in_languages(names_of(facts)),
        "dct:description": in_languages(notes_of(facts)),
        "dct:modified": {"@value": commit_moment(facts).isoformat(), "@type": "xsd:dateTime"},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": start,
            "dcat:endDate": end,
        },
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _publisher(facts)},
        "dcat:version": moment,
        "dcat:landingPage": {"@id": urljoin(host, with_choices("/", {"programme": facts.code}))},
        "dcat:distribution": [
            _distribution(host, facts, moment, ARCHIVE, "application/zip"),
            *(
                _distribution(host, facts, moment, f"{name}.csv", "text/csv")
                for name in OPEN_TABLES
            ),
        ],
    }


def _publisher(facts: Facts) -> Any:
    responsible = {language: facts.text("responsible", language) for language in ("ru", "en")}
    return in_languages(responsible) or facts.code


def _distribution(host: str, facts: Facts, moment: str, name: str, media_type: str) -> Json:
    url = urljoin(host, folder_of(facts.code, moment) + name)
    return {
        "@id": url,
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dcat:accessURL": {"@id": urljoin(host, folder_of(facts.code))},
        "dcat:downloadURL": {"@id": url},
        "dcat:mediaType": {"@id": MEDIA_TYPES + media_type},
    }


def dataset_of_page(host: str, facts: Facts, moment: str, language: str) -> Json:
    """What search engines for data read in the head of a programme's page."""
    name = names_of(facts)[language]
    description = notes_of(facts)[language] or name
    if len(description) < SHORTEST_DESCRIPTION:
        description = f"{name}. {description}"
    archive = urljoin(host, folder_of(facts.code, moment) + ARCHIVE)
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": description,
        "url": urljoin(host, folder_of(facts.code)),
        "identifier": facts.code,
        "version": moment,
        "dateModified": commit_moment(facts).isoformat(),
        "temporalCoverage": f"{facts.first_year}/{facts.last_year}",
        "inLanguage": ["ru", "en"],
        "isAccessibleForFree": True,
        "includedInDataCatalog": {"@type": "DataCatalog", "url": urljoin(host, CATALOGUE)},
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "application/zip",
                "contentUrl": archive,
            }
        ],
    }
