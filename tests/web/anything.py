"""Whatever a browser, or somebody who is none, may send: drawn, and as bytes on the wire."""

from typing import Final
from urllib.parse import quote_from_bytes

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

ANY_TEXT: Final = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
NASTY: Final = st.sampled_from(
    [
        *("", " ", "\0", "a\0b", "\u202eabc\u2066", "\ud800", "😀", "<script>alert(1)</script>"),
        *("x" * 10_000, "é" * 5_000, "9" * 30, "-1", "٣", "½", "nan", "1e9", "yes", "on"),
        *("spoken", "emergency", "contact", "contact-1", "smoked", "12 min", "+14165550123"),
    ]
)
BYTES: Final = st.one_of(
    st.one_of(ANY_TEXT, NASTY).map(lambda said: said.encode("utf-8", "surrogatepass")),
    st.one_of(ANY_TEXT, NASTY).map(lambda said: said.encode("utf-16", "surrogatepass")),
    st.binary(max_size=40),
)
FORM: Final = "application/x-www-form-urlencoded"
few = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)


def bodies(names: list[str]) -> st.SearchStrategy[bytes]:
    """Forms in which names are missing, come twice, or are nobody's."""
    name = st.one_of(st.sampled_from(names).map(str.encode), st.binary(max_size=8))
    return st.lists(st.tuples(name, BYTES), max_size=14).map(_encoded)


def _encoded(pairs: list[tuple[bytes, bytes]]) -> bytes:
    return "&".join(
        f"{quote_from_bytes(name)}={quote_from_bytes(value)}" for name, value in pairs
    ).encode()
