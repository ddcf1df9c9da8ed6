"""One page on an emulated slow phone, measured by Chromium itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession

SCREEN = {"width": 360, "height": 740}
NETWORK = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}  # 400 kbit/s
SLOWER = 4  # times, the processor
SETTLE = 150  # ms after everything has loaded

_ENTRIES = """() => new Promise(done => {
  const found = {}
  const read = type => new PerformanceObserver(list => { found[type] = list.getEntries() })
    .observe({type, buffered: true})
  for (const type of ['largest-contentful-paint', 'layout-shift', 'paint']) read(type)
  setTimeout(() => done({
    largest: Math.max(0, ...(found['largest-contentful-paint'] || []).map(entry => entry.startTime)),
    first: Math.min(...(found.paint || []).map(entry => entry.startTime)),
    shift: (found['layout-shift'] || []).reduce((sum, entry) => sum + entry.value, 0),
  }), 50)
})"""


@dataclass(frozen=True)
class View:
    """Seconds to the largest and the first paint, layout shift, number of requests, bytes over the network."""

    largest: float
    first: float
    shift: float
    requests: int
    received: int


def view(browser: Browser, address: str) -> View:
    """Opens the page in a fresh profile: nothing is cached and no service worker helps."""
    context = browser.new_context(viewport=SCREEN, service_workers="block")  # type: ignore[arg-type]
    try:
        page = context.new_page()
        session = context.new_cdp_session(page)
        sizes = _listen(session)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.send("Network.emulateNetworkConditions", NETWORK)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(address, wait_until="load")
        page.wait_for_timeout(SETTLE)
        found = page.evaluate(_ENTRIES)
    finally:
        context.close()
    seconds = (found["largest"] / 1000, found["first"] / 1000)
    return View(*seconds, round(found["shift"], 4), len(sizes), int(sum(sizes.values())))


def _listen(session: CDPSession) -> dict[str, float]:
    """Bytes by request, filled in while the page loads."""
    sizes: dict[str, float] = {}

    def sent(event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            sizes.setdefault(event["requestId"], 0)

    def finished(event: dict[str, Any]) -> None:
        if event["requestId"] in sizes:
            sizes[event["requestId"]] = event["encodedDataLength"]

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", finished)
    return sizes
