"""Web pages and a crawl of them, made around known texts: menus, banners, adverts and scripts."""

import gzip
import html
import random
from collections.abc import Iterable, Iterator

CRAWLED = "2025-03-20T06:00:00Z"
SITE = "https://halvermouthcourier.example"
PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title} - Halvermouth Courier</title>
<meta property="og:site_name" content="Halvermouth Courier">
<meta property="og:title" content="{title}">
<meta property="article:published_time" content="{day}T06:30:00Z">
<link rel="stylesheet" href="/s.css"><style>.ad{{float:right}}</style>
<script>window.dataLayer = [{{"page": "{number}", "text": "“Never,” said the script."}}];</script>
</head><body>
<div id="cookie-banner" class="cookie-consent" role="dialog"><p>We and our {partners} partners store
cookies on your device. “You can change your mind at any time,” says our policy.</p>
<button>Accept all</button><button>Reject all</button></div>
<header><a href="/">Halvermouth Courier</a><nav class="menu"><ul>{menu}</ul></nav></header>
<main><article><h1>{title}</h1>
<div class="share"><a href="#">Share on Facebook</a> <a href="#">Email</a></div>
<div class="article-body">{body}</div></article>
<aside class="sidebar related"><h2>Most read</h2><ul>{related}</ul></aside></main>
<div class="newsletter"><form><p>Sign up to our morning newsletter.</p><input name="email"></form></div>
<footer><ul><li><a href="/about">About us</a></li><li><a href="/terms">Terms</a></li></ul>
<p>© 2025 Halvermouth Courier. All rights reserved.</p></footer>
<script>/* {filler} */ track("{number}");</script></body></html>"""
ADVERT = """<div class="ad advertisement" id="ad-{n}"><span>Advertisement</span><a
href="https://ads.example/{n}"><img src="/ads/{n}.png" alt="Buy now"></a></div>"""
MENU = ("Home", "News", "Sport", "Opinion", "Business", "Culture", "Travel", "Weather", "Jobs")


def make_page(number: int, title: str, text: str, day: str = "2025-03-11") -> str:
    """A page of the text, whose paragraphs stand apart by a blank line, with adverts among them."""
    chance, body = random.Random(number), []
    for n, paragraph in enumerate(text.split("\n\n")):
        body.append(f"<p>{html.escape(paragraph, quote=False)}</p>")
        if n % 3 == 2:
            body.append(ADVERT.format(n=n))
    links = [f'<li><a href="/{one.lower()}">{one}</a></li>' for one in MENU]
    return PAGE.format(
        number=number,
        title=html.escape(title),
        day=day,
        body="\n".join(body),
        menu="".join(links),
        related="".join(chance.sample(links, 5)),
        partners=chance.randint(100, 900),
        filler="var a=0;" * chance.randint(200, 4_000),
    )


def make_record(
    url: str,
    body: bytes = b"",
    *,
    kind: str = "response",
    status: str = "200 OK",
    headers: Iterable[str] = ("Content-Type: text/html; charset=utf-8",),
    more: Iterable[str] = (),
) -> bytes:
    """One record of a WARC file; `headers` are those of HTTP, `more` those of the record."""
    lines = [] if kind != "response" else [f"HTTP/1.1 {status}", *headers, "", ""]
    block = "\r\n".join(lines).encode() + body
    inner = (
        "application/http; msgtype=response" if kind == "response" else "application/warc-fields"
    )
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:5d1e8f0e-0000-4000-8000-000000000000>",
        f"WARC-Date: {CRAWLED}",
        f"WARC-Target-URI: {url}",
        *more,
        f"Content-Type: {inner}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def make_crawl(pages: Iterable[str]) -> Iterator[bytes]:
    """The records of a crawl: each page with its request, and pictures, redirects and errors between.

    Every second page is packed, every third is in chunks, as servers send them.
    """
    yield make_record("", b"software: a crawler\r\n", kind="warcinfo")
    yield make_record(
        f"{SITE}/robots.txt", b"User-agent: *\r\n", headers=["Content-Type: text/plain"]
    )
    for number, page in enumerate(pages):
        url, body = f"{SITE}/2025/03/{number}", page.encode()
        headers = ["Content-Type: text/html; charset=utf-8"]
        if number % 2:
            headers, body = [*headers, "Content-Encoding: gzip"], gzip.compress(body)
        if number % 3 == 0:
            headers = [*headers, "Transfer-Encoding: chunked"]
            body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
        yield make_record(url, b"GET / HTTP/1.1\r\n\r\n", kind="request")
        yield make_record(url, body, headers=headers)
        if number % 5 == 0:
            yield make_record(f"{url}.png", b"\x89PNG\r\n", headers=["Content-Type: image/png"])
            yield make_record(f"{url}/", status="301 Moved Permanently", headers=["Location: /"])
            yield make_record(f"{url}/gone", b"<html>Not here</html>", status="404 Not Found")
