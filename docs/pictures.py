"""Takes the pictures of README.md and docs/ from a report: `python docs/pictures.py reports`.

Run `make report` first. It needs the Chromium or Chrome that `onrecord report --pdf` prints with.
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

import onrecord
from onrecord.report.printing import find_chromium

IMAGES = Path(__file__).parent / "images"
ARTICLE = "2025-03-10-acting-mayor"
ARTICLE_HEIGHT = 744
# A picture shows what stands between a heading of a report and the end of the first chart below it.
CHARTS = {
    "quotes": ("01-quotes", "Whose words fill the articles?"),
    "mentions": ("02-mentions", "Who is written about?"),
    "claims": ("03-claims", "What do sources do with words?"),
}
MARGIN = 16  # CSS pixels
COLOURS = 64


def main(report: Path):
    """Write one PNG for the marked article and one for each notebook."""
    with sync_playwright() as playwright:
        as_root = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), chromium_sandbox=not as_root
        )
        page = browser.new_page(viewport={"width": 900, "height": 600}, device_scale_factor=1.5)
        page.set_content(onrecord.extract("seeds", progress=False).article(ARTICLE).html)
        _save(page, "article", {"x": 0, "y": 0, "width": 900, "height": ARTICLE_HEIGHT})
        page.set_viewport_size({"width": 680, "height": 600})
        for name, (notebook, heading) in CHARTS.items():
            page.goto((report / f"{notebook}.html").resolve().as_uri())
            top = page.get_by_role("heading", name=heading).bounding_box()
            section = page.locator("section", has=page.get_by_role("heading", name=heading))
            chart = section.locator(".chart img").first
            box = chart.bounding_box()
            bottom = box["y"] + box["height"]
            _save(
                page,
                name,
                {
                    "x": 0,
                    "y": top["y"] - MARGIN,
                    "width": 680,
                    "height": bottom - top["y"] + MARGIN,
                },
            )
        browser.close()


def _save(page, name, clip):
    """A screenshot in few colours, which is a third of the size."""
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip)))
    few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
