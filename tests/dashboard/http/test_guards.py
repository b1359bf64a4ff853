"""What a browser may load from us, and what nobody may ask."""

import re

import pytest
from werkzeug.exceptions import ClientDisconnected

from dashboard.http import guards
from dashboard.http.dash_internals import CALLBACKS

OVERVIEW = {
    "output": "overview-tally.children",
    "outputs": {"id": "overview-tally", "property": "children"},
    "inputs": [{"id": "overview-tally-question", "property": "data", "value": "/"}],
    "changedPropIds": ["overview-tally-question.data"],
}


def test_only_our_own_scripts_run(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    scripts = re.search(r"script-src ([^;]*)", policy)
    assert scripts is not None
    assert "'self'" in scripts[1]
    assert "unsafe" not in scripts[1]
    assert "'sha256-" in scripts[1]
    assert "default-src 'none'" in policy


def test_every_answer_is_protected(client):
    for address in ("/", "/nowhere", "/healthz", "/assets/favicon.svg"):
        with client.get(address) as answer:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_page_loads_nothing_from_elsewhere(client):
    # names the page, loads nothing
    page = re.sub(r'<link rel="canonical" [^>]*>', "", client.get("/").text)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


def test_versions_are_not_told(client):
    page = client.get("/").text
    assert "python_version" not in page
    assert "dash_version" not in page


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_post_from_another_origin_is_refused_before_it_is_dispatched(client, headers):
    assert client.post(CALLBACKS, json=OVERVIEW, headers=headers).status_code == 403
    assert client.post("/", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "origin", ["https://localhost", "http://localhost:8050", "null", "", "http://[", "localhost"]
)
def test_an_origin_is_a_scheme_a_host_and_a_port(client, origin):
    assert client.post(CALLBACKS, json=OVERVIEW, headers={"Origin": origin}).status_code == 403


@pytest.mark.parametrize(
    ("referer", "status"),
    [
        ("http://localhost/about", 200),
        ("https://localhost/about", 403),
        ("http://elsewhere.example/", 403),
    ],
)
def test_who_names_no_origin_is_known_by_the_page_that_led_here(server, referer, status):
    client = server.test_client()
    del client.environ_base["HTTP_ORIGIN"]
    assert client.post(CALLBACKS, json=OVERVIEW, headers={"Referer": referer}).status_code == status


@pytest.mark.parametrize(("proto", "status"), [("https", 200), ("http", 403)])
def test_a_believed_proxy_says_by_what_scheme_a_form_came(server, proto, status, monkeypatch):
    # both are put back afterwards
    monkeypatch.setattr(server, "wsgi_app", server.wsgi_app)
    monkeypatch.setitem(server.config, guards.TRUSTED, 1)
    guards.trust_proxies(server, 1)
    headers = {
        "Origin": "https://city.example",
        "X-Forwarded-Proto": proto,
        "X-Forwarded-Host": "city.example",
    }
    assert (
        server.test_client().post(CALLBACKS, json=OVERVIEW, headers=headers).status_code == status
    )


def test_an_origin_with_the_port_of_its_scheme_is_the_same(client):
    assert (
        client.post(CALLBACKS, json=OVERVIEW, headers={"Origin": "http://LOCALHOST:80"}).status_code
        == 200
    )


@pytest.mark.parametrize("address", ["/", "/nowhere", "/healthz", "/assets/favicon.svg", "/login"])
def test_who_comes_by_https_is_told_to_stay_there(client, address):
    with client.get(address, base_url="https://localhost") as answer:
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    with client.get(address) as answer:
        assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}]
)
def test_our_own_posts_are_answered(client, headers):
    assert client.post(CALLBACKS, json=OVERVIEW, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "body", [{"output": "nothing.children"}, {}, [], {"output": 1}, {"output": OVERVIEW["output"]}]
)
def test_an_unknown_callback_is_a_bad_request(client, body):
    assert client.post(CALLBACKS, json=body).status_code == 400


def test_what_is_no_json_is_a_bad_request(client):
    assert client.post(CALLBACKS, data="{", content_type="application/json").status_code == 400


def test_scripts_come_compressed_and_are_kept_for_a_year(client):
    page = client.get("/").text
    for address in re.findall(r'src="(/[^"]+\.js[^"]*)"', page):
        answer = client.get(address, headers={"Accept-Encoding": "br, gzip"})
        assert answer.headers["Content-Encoding"] == "br", address
        assert "max-age=31536000" in answer.headers["Cache-Control"], address
        with client.get(address) as plain:
            assert "Content-Encoding" not in plain.headers


def test_a_block_refuses_in_its_place(client):
    body = {**OVERVIEW, "inputs": [{**OVERVIEW["inputs"][0], "value": "/?years=1999"}]}
    answer = client.post(CALLBACKS, json=body, headers={"X-Lang": "ru"})
    assert answer.status_code == 200
    assert (
        "Годы"
        in answer.get_json()["response"]["overview-tally"]["children"]["props"]["children"][0][
            "props"
        ]["children"]
    )


@pytest.mark.parametrize("address", [CALLBACKS, "/login", "/export"])
def test_a_request_of_gigabytes_is_refused_by_its_announced_size(client, address):
    """Nothing of it is read: there is nothing behind the announcement."""
    announced = {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(2 << 30)}
    answer = client.post(address, headers={"X-Lang": "ru"}, environ_overrides=announced)
    assert answer.status_code == 413
    assert "Отправлено больше 64 КБ" in answer.text


def test_what_nobody_foresaw_is_a_page_without_a_trace(server, client, monkeypatch):
    def fail(**_arguments):
        raise ZeroDivisionError("a secret of ours")

    monkeypatch.setitem(server.view_functions, "login", fail)
    monkeypatch.setitem(server.config, "PROPAGATE_EXCEPTIONS", False)
    answer = client.get("/login", headers={"X-Lang": "en"})
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("DELETE", "/", 405),
        ("PUT", "/login", 405),
        ("GET", "/assets/nothing.js", 404),
        ("TRACE", "/", 405),
    ],
)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_flask_objects_to_is_said_as_a_page_in_the_language(
    client, method, path, status, language
):
    answer = client.open(path, method=method, headers={"X-Lang": language})
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    assert f'<html lang="{language}"' in answer.text
    assert "Method Not Allowed" not in answer.text
    assert (method in answer.text) == (status == 405)


@pytest.mark.parametrize("method", ["POST", "DELETE", "TRACE", "BREW"])
def test_a_method_that_the_api_has_not_is_a_problem(client, method):
    answer = client.open("/api/v1/values?lang=en", method=method)
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert "read-only" in answer.get_json(force=True)["detail"]
    assert answer.headers["Allow"]


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "оборвалось на полпути"), ("en", "broke off half-way")]
)
@pytest.mark.parametrize(
    ("address", "kind"), [("/login", "text/html"), ("/api/v1/values", "application/problem+json")]
)
def test_what_breaks_off_is_told_so(server, address, kind, language, words):
    with server.test_request_context(address, method="POST", headers={"X-Lang": language}):
        answer = server.make_response(server.handle_user_exception(ClientDisconnected()))
    assert (answer.status_code, answer.mimetype) == (400, kind)
    assert words in answer.get_data(as_text=True)
