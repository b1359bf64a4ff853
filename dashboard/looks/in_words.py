"""A page as text alone: its sentences, tables and links, without scripts, pictures or looks of its own."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml import html as documents
from lxml.etree import strip_elements
from markupsafe import Markup

from dashboard.components.plain import HTML, NAMES, VOID
from dashboard.http.dash_internals import page_at

VIEW, TEXT = "view", "text"
"""The parameter of an address that asks for it, and its value."""
CHOICES = "choices"
"""The class of what an address can choose, which stays folded."""
ATTRIBUTES = frozenset(
    ("href", "hreflang", "lang", "id", "scope", "colspan", "rowspan", "open", "datetime", "action",
     "method", "name", "value", "type", "for", "checked", "aria-current",
     "aria-sort")
)  # fmt: skip
"""What is read of an element; the rest are its looks and what scripts do with it."""
BESIDE = ("a", "span", "button")
"""Elements that looks set apart from the next, and words do by a space."""
UNSPOKEN = " | ".join(
    (
        "//*[@hidden or @aria-hidden='true']",
        "//li[*[@class='actions__picture' or @class='actions__table']]",
        "//button[not(@type='submit')]",
        "//fieldset[not(ancestor::form)]",
    )
)
"""What is there for eyes or for scripts alone."""
SILENT = ("svg", "script", "style", "canvas", "img")


def in_words(tree: Any) -> Markup:
    """The HTML of a tree of components, as it goes to the browser, as text alone."""
    document = elements_of(tree)
    _drop(document)
    _name_lists(document)
    for each in list(document.iter()):
        _speak(each)
    # escaped by what has built it
    return Markup(documents.tostring(document, encoding="unicode"))  # noqa: S704


def elements_of(tree: Any) -> Any:
    """The elements of HTML that a tree of components becomes, charts left out."""
    return documents.fragment_fromstring(_markup(tree), create_parent="div")


# ---------------------------------------------------------------- of components


def _markup(tree: Any) -> str:
    if tree is None:
        return ""
    if isinstance(tree, list):
        return "".join(map(_markup, tree))
    return _tagged(tree) if isinstance(tree, Mapping) else escape(str(tree), quote=False)


def _tagged(component: Mapping[str, Any]) -> str:
    """An element of HTML, or the words of a control; charts and what only scripts read have none."""
    kind, props = component["type"], component["props"]
    if component["namespace"] == HTML:
        return _element(kind.lower(), props)
    if kind == "Select":
        return "".join(_options(props))
    return _element("input", props) if kind == "Input" else ""


def _element(tag: str, props: Mapping[str, Any]) -> str:
    attributes = (
        f' {NAMES.get(name, name.lower())}="{escape("" if value is True else str(value))}"'
        for name, value in props.items()
        if name != "children" and not isinstance(value, dict) and value not in (None, False)
    )
    still = props.get("data-still") or ""
    inside = "" if tag in VOID else f"{still}{_markup(props.get('children'))}</{tag}>"
    return f"<{tag}{''.join(name for name in attributes if not name.startswith(' data-still'))}>{inside}"


def _options(props: Mapping[str, Any]) -> Iterator[str]:
    """A list of links in the place of a field that leads to addresses."""
    yield "<ul>"
    for option in props["options"]:
        label, address = escape(option["label"]), escape(option["value"])
        is_chosen = option["value"] == props.get("value")
        yield f"<li>{label}</li>" if is_chosen else f'<li><a href="{address}">{label}</a></li>'
    yield "</ul>"


# ---------------------------------------------------------------- of elements


def _drop(document: Any) -> None:
    """Take out what says nothing; a picture with a name says it."""
    for each in document.xpath(UNSPOKEN):
        each.drop_tree()
    for each in document.xpath("//*[self::svg or @role='img'][@aria-label]"):
        each.tail = f"{each.get('aria-label')} {each.tail or ''}"
    strip_elements(document, *SILENT, with_tail=False)


def _name_lists(document: Any) -> None:
    """The name of a field that has become a list of links is a line above it."""
    fields = set(document.xpath("//@id"))
    for each in document.xpath("//label"):
        if each.get("for") not in fields:
            each.tag = "p"


def _speak(element: Any) -> None:
    """An element without its looks: a link of icons says its name, what is folded is open but the
    choices, a page is led to as text.
    """
    if element.tag in ("a", "button") and not element.text_content().strip():
        element.text = element.get("aria-label")
    if element.tag == "details" and element.get("class") != CHOICES:
        element.set("open", "open")
    for name in set(element.attrib) - ATTRIBUTES:
        del element.attrib[name]
    if element.tag in BESIDE and element.getnext() is not None:
        element.tail = f" {element.tail or ''}"
    if "href" in element.attrib:
        element.set("href", text_address(element.get("href")))
    if element.tag == "form" and _is_page(element.get("action", "")):
        element.append(documents.Element("input", type="hidden", name=VIEW, value=TEXT))


def text_address(address: str) -> str:
    """The address of a page as text; any other address as it is."""
    parts = urlsplit(address)
    if parts.netloc or not _is_page(parts.path):
        return address
    choices = [pair for pair in parse_qsl(parts.query) if pair[0] != VIEW]
    return urlunsplit(parts._replace(query=urlencode([*choices, (VIEW, TEXT)])))


def usual_address(address: str) -> str:
    """The address without the parameter that asks for text."""
    parts = urlsplit(address)
    choices = [pair for pair in parse_qsl(parts.query) if pair != (VIEW, TEXT)]
    return urlunsplit(parts._replace(query=urlencode(choices)))


def _is_page(path: str) -> bool:
    return path.startswith("/") and bool(page_at(path)[0])
