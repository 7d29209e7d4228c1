"""The live stream through the whole application: opened, told, and ended in time."""

import asyncio
import os
import time as real_time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.db import connection
from django.test import Client

from stillhere.records.models import Line, Operator
from stillhere.web.feed_thread import running_feed
from stillhere.web.lifespan import App
from tests.databases import RealDatabase
from tests.somebody import an_operator
from tests.web.conftest import SignIn
from tests.web.door import Opened, elsewhere, running
from tests.web.happening import on, writes

pytestmark = pytest.mark.both
A_FEW = 4
"""The test's own, the feed's, and one or two of pages that are being answered."""
Story = Callable[[App], Awaitable[None]]


@pytest.fixture(autouse=True)
def _real(real_database: RealDatabase) -> None:
    """What one connection commits, another must see."""


def _cookie(client: Client) -> str:
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def _run(story: Story) -> None:
    async def whole() -> None:
        async with running(get_asgi_application()) as app:
            await story(app)

    asyncio.run(whole())


def _connections() -> int:
    """Open to the records, by whomever in this process."""
    if connection.vendor == "sqlite":
        file = str(connection.settings_dict["NAME"])
        return sum(os.path.realpath(each) == file for each in Path("/proc/self/fd").iterdir())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def test_a_console_is_told_at_once(line: Line, ana: Operator, sign_in: SignIn) -> None:
    cookie = _cookie(sign_in(on(ana)))

    async def story(app: App) -> None:
        stream = Opened(app, "/console/live", cookie)
        status, headers = await stream.start()
        first, everything = await stream.news()
        began = real_time.monotonic()
        contact = await elsewhere(writes, line)
        second, changed = await stream.news()

        assert (status, headers["content-type"]) == (200, "text/event-stream")
        assert headers["cache-control"] == "no-store"
        assert (first, everything["rows"], everything["you"]["key_ok"]) == ("snapshot", [], True)
        assert (second, changed["rows"][0]["id"]) == ("rows", f"contact-{contact}")
        assert real_time.monotonic() - began < 1
        await stream.hang_up()

    _run(story)


def test_every_stream_ends_within_a_second_of_being_told(ana: Operator, sign_in: SignIn) -> None:
    cookie = _cookie(sign_in(ana))

    async def story(app: App) -> None:
        streams = [Opened(app, "/console/live", cookie) for _ in range(5)]
        for stream in streams:
            await stream.start()
            await stream.news()
        began = real_time.monotonic()
        feed = running_feed()
        assert feed is not None
        feed.end()
        await asyncio.wait_for(asyncio.gather(*(stream.task for stream in streams)), 5)

        assert real_time.monotonic() - began < 1

    _run(story)


def test_a_stranger_has_no_stream() -> None:
    async def story(app: App) -> None:
        stream = Opened(app, "/console/live", "")
        status, _ = await stream.start()

        assert status == 401
        await stream.task

    _run(story)


def test_open_streams_keep_no_connection_of_the_pages(line: Line, sign_in: SignIn) -> None:
    cookies = [_cookie(sign_in(an_operator(line.organisation, f"op-{n}"))) for n in range(12)]

    async def story(app: App) -> None:
        streams = []
        for cookie in cookies:
            stream = Opened(app, "/console/live", cookie)
            streams.append(stream)
            await stream.start()
            await stream.news()
        page = Opened(app, "/home", cookies[0])
        status, _ = await page.start()

        assert status == 200
        assert await elsewhere(_connections) <= A_FEW
        for stream in streams:
            await stream.hang_up()

    _run(story)
