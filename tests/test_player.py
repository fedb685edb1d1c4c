"""The picture as HTML, in a real browser: what is shown on a click, the keyboard, the player, and no network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import Missing, Tab, found, tab
from corpus import PAGES

from eventgen.picturing import draw

PAGE = """\
eventgen: 1
name: shop
description: "</script><script>document.title = 'taken'</script>"
queues:
  orders: {dead_letter: {after: 2}, description: "<img src=x onerror=\\"document.title='taken'\\">"}
  # eventgen: ignore[GRA001] so that there is something to say
  lonely: {visibility_timeout: 13h}
functions:
  process: {runtime: python3.13, handler: app.handler, code: {directory: src}, timeout: 30s}
flows:
  - orders -> process
"""


@pytest.fixture(scope="module")
def browser() -> str:
    try:
        return found()
    except Missing as reason:
        pytest.skip(str(reason))


def shown(page: Path, folder: Path) -> Path:
    file = folder / "picture.html"
    draw([str(page)], "html", str(file))
    return file


@pytest.fixture(scope="module")
def orders(browser: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    folder = tmp_path_factory.mktemp("player")
    with tab(browser, shown(PAGES["sqs-lambda"], folder), folder / "profile") as made:
        yield made


def panel(of: Tab) -> str:
    return str(of.ask("document.getElementById('panel').textContent"))


def lit(of: Tab) -> list[str]:
    names = "[...document.querySelectorAll('svg .lit')].map(g => g.querySelector('title').textContent.split('\\n')[0])"
    return list(of.ask(names))


def test_click_shows_options(orders: Tab) -> None:
    orders.ask("document.getElementById('b0-0').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    assert "orders: {dead_letter: {after: 5}}" in panel(orders)
    assert "visibility_timeout: 180" in panel(orders)
    assert orders.ask("document.getElementById('b0-0').classList.contains('chosen')")


def test_keyboard_shows_options(orders: Tab) -> None:
    orders.ask("document.getElementById('b0-1').focus()")
    orders.press("Enter")
    assert "timeout: 30s" in panel(orders)
    orders.press("Escape")
    assert "Choose a node or a flow" in panel(orders)


def test_every_part_can_be_reached_by_keyboard(orders: Tab) -> None:
    parts = orders.ask("document.querySelectorAll('svg .box, svg .line').length")
    assert parts == orders.ask(
        "[...document.querySelectorAll('svg .box, svg .line')].filter(g => g.tabIndex === 0).length"
    )
    assert parts > 3


def test_steps_light_up_the_way(orders: Tab) -> None:
    """A poison message: to the function, back, and in the end over the dashed line."""
    orders.ask("document.querySelector('#tests button').click()")
    assert lit(orders) == []
    orders.press("ArrowRight")
    assert lit(orders) == ["orders: queue"]
    orders.ask("document.getElementById('next').click()")
    assert set(lit(orders)) == {"orders hands events to process", "process: function"}
    assert orders.ask("document.getElementById('now').textContent") == "0s process: try 1"
    orders.ask("document.querySelector('#steps li:last-child').click()")
    assert set(lit(orders)) == {"orders gives up to orders.dead_letter", "orders.dead_letter: queue, made along"}
    orders.press("ArrowLeft")
    assert lit(orders) == ["orders: queue"]


def test_play_goes_on_by_itself_until_it_is_paused(orders: Tab) -> None:
    orders.ask("document.querySelector('#tests button').click()")
    orders.ask("document.getElementById('play').click()")
    until_third = "new Promise(r => { const look = () => document.querySelector('#steps li:nth-child(3)[aria-current]')"
    orders.ask(f"{until_third} ? r() : setTimeout(look, 20); look(); }})")
    orders.ask("document.getElementById('play').click()")
    assert orders.ask("document.getElementById('play').getAttribute('aria-pressed')") == "false"


def test_nothing_is_asked_of_the_network_and_nothing_is_refused(orders: Tab) -> None:
    assert [url for url in orders.asked if not url.startswith("file:")] == []
    assert orders.complaints == []


def test_text_stays_within_its_box(orders: Tab) -> None:
    wider = """[...document.querySelectorAll('svg .box')].filter(g => [...g.querySelectorAll('text')].some(text =>
        text.getBBox().width > g.querySelector('.outline').getBBox().width - 20)).length"""
    assert orders.ask(wider) == 0


def test_text_of_a_page_is_never_markup(browser: str, tmp_path: Path) -> None:
    """A hostile page with an error: drawn, shown, and nothing of it runs."""
    page = tmp_path / "shop.eventgen.yaml"
    page.write_text(PAGE, "utf-8")
    with tab(browser, shown(page, tmp_path), tmp_path / "profile") as made:
        assert made.ask("document.title") == "shop"
        made.ask("document.getElementById('b0-0').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
        assert "<img src=x" in panel(made)
        assert made.ask("document.images.length") == 0
        made.ask("document.getElementById('b0-1').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
        assert "error SQS006" in panel(made)
        assert made.ask("document.title") == "shop"
        assert made.complaints == []
