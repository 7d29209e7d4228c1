"""A caller's page is seen after one question: its style is in it, and its scripts wait."""

import base64
import gzip
import re
from hashlib import sha256

import pytest
from django.test import Client

from stillhere.care.access import Role
from stillhere.records.models import Line, Operator
from stillhere.web.scripts_ahead import needed_by
from stillhere.web.style_inside import SHEETS, file_of, text_of
from tests.web.conftest import SignIn

CALLERS = ("/", "/line/front/", "/line/front/card/", "/away/", "/h/sent/", "/chat/", "/no-such")
PLAIN = tuple(path for path in CALLERS if path != "/chat/")
STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)


@pytest.fixture
def caller(line: Line) -> Client:
    """In a chat, with a browser that unpacks."""
    client = Client(HTTP_ACCEPT="text/html", HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    client.post("/line/front/chat/", {"key": "k" * 30})
    return client


def _page(client: Client, path: str) -> str:
    answer = client.get(path)
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(answer.content) if packed else answer.content).decode()


@pytest.mark.parametrize("path", CALLERS)
def test_a_callers_page_is_seen_before_it_asks_for_anything_else(caller: Client, path: str) -> None:
    page = _page(caller, path)

    assert len(STYLE.findall(page)) >= 2
    assert 'rel="stylesheet"' not in page
    assert re.findall(r"<script(?! type=\"module\" src=\"/static/)", page) == []
    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//""", page) == []


def test_the_policy_lets_in_the_style_of_a_page_and_no_other(caller: Client) -> None:
    for path in CALLERS:
        policy = caller.get(path).headers["Content-Security-Policy"].split("; ")
        (let_in,) = (each.split()[1:] for each in policy if each.startswith("style-src "))

        assert {_hash(text) for text in STYLE.findall(_page(caller, path))} < set(let_in), path
        assert set(let_in) == {"'self'", *(_hash(text_of(name)) for name in SHEETS)}, path


@pytest.mark.parametrize("name", SHEETS)
def test_what_stands_inside_says_what_the_files_say(name: str) -> None:
    files = "".join(file_of(sheet).read_text() for sheet in SHEETS[name])
    rules = re.sub(r"/\*.*?\*/|\s", "", files, flags=re.DOTALL)

    assert re.sub(r"\s", "", text_of(name)) == rules
    assert "</" not in text_of(name)
    assert re.findall(r'"[^"\n]*(?:/\*|\*/)', files) == []


@pytest.mark.parametrize("script", ["public/js/begin.js", "public/js/chat.js"])
def test_all_that_a_script_imports_is_asked_for_at_once(script: str) -> None:
    names = needed_by(script)
    lines = [line for name in names for line in file_of(name).read_text().splitlines()]
    imported = {_last(line.split('"')[1]) for line in lines if line.startswith("import")}

    assert {_last(name) for name in names} == {_last(script), *imported}
    assert len(names) == len(set(names))


def test_pages_about_nobody_travel_small(caller: Client) -> None:
    for path in PLAIN:
        answer = caller.get(path)

        assert answer.headers["Content-Encoding"] == "gzip", path
        assert "Accept-Encoding" in answer.headers["Vary"], path
        assert len(answer.content) < 8_000, path
        assert "Content-Encoding" not in Client().get(path).headers, path


def test_what_holds_somebodys_words_is_never_compressed(caller: Client) -> None:
    """Its length would tell a guesser how much of a guess is in it."""
    assert "Content-Encoding" not in caller.get("/chat/").headers
    assert "Content-Encoding" not in caller.get("/chat/news").headers


def test_nor_is_any_page_of_who_works_here(people: dict[Role, Operator], sign_in: SignIn) -> None:
    client = sign_in(people[Role.SUPERVISOR])
    for path in ("/console/", "/console/wall/", "/home", "/sign-in/safety/"):
        assert "Content-Encoding" not in client.get(path, HTTP_ACCEPT_ENCODING="gzip").headers, path


@pytest.mark.parametrize("name", ["css/page.css", "js/console.js", "img/mark.svg"])
def test_files_travel_small_and_arrive_whole(name: str) -> None:
    address = f"/static/web/{name}"
    packed = Client().get(address, HTTP_ACCEPT_ENCODING="gzip")
    plain = Client().get(address)

    assert gzip.decompress(packed.content) == plain.content == file_of(f"web/{name}").read_bytes()
    assert packed.headers["Content-Length"] == str(len(packed.content))
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def _last(name: str) -> str:
    return name.rpartition("/")[2]
