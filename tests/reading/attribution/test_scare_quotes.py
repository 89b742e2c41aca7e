"""Quotation marks that quote nobody: scare quotes, nicknames, titles, inches.

None of these paragraphs reports what anybody said, thought, believed, planned or knew. They were
written before any engine read them, and are not to be changed to please one.
"""

from onrecord.reading.attribution import find_attributions
from onrecord.reading.doc.pipeline import parse_text

ALLOWED = 2  # attributions that may come out of all paragraphs together
PARAGRAPHS = [
    "The so-called “smart” bins along Carver Street were emptied twice in October. Three of them "
    "have been out of order since the clocks went back.",
    "Eddie “The Clutch” Morrow scored twice on Saturday, and Rovers moved up to fourth.",
    'The 24" screen weighs 6lb 2oz and stands on a 9" base. A 27" version goes on sale in May for '
    "$349.",
    "“Blue Velvet” and “Wild at Heart” run at the Regal this week; “Eraserhead” follows on Friday.",
    "He is 6'4\" and weighs 210 pounds, two inches taller than the man he replaces, who is 6'2\".",
    "The band opened with “Paper Boats” and closed, an hour later, with “The Long Way Down”.",
    "Her third novel, “The Salt Road”, won the Harcourt Prize in 2016 and has been translated into "
    "nineteen languages.",
    "The “experts” arrived an hour late, the “lunch” was a bag of crisps, and the “conference "
    "centre” turned out to be a scout hut.",
    "A pair of 'vintage' trainers sold for £40 at the Sunday market. The same stall had 'antique' "
    "spoons at £2 each.",
    "Under the “right to buy” scheme, tenants pay a tenth of the price up front. The “buy back” "
    "clause runs for seven years.",
    'The museum\'s new wing houses "Woman with a Heron", "Harbour at Low Tide" and 40 smaller works '
    "on loan from Lisbon.",
    "Sales of the “Quick Pot” fell 8 per cent in the third quarter, while the cheaper “Quick Pot "
    "Mini” was up 31 per cent.",
    "The trench is 12' long, 3' wide and 5'6\" deep at the northern end, where the “old wall” meets "
    "the road.",
    "Maria “Mimi” Okafor, 81, still opens the bakery at five every morning. Her daughters, “Big” "
    "Rose and “Little” Rose, work the ovens.",
    "‘Swan Lake’ returns to the Playhouse in December with a cast of 42. Tickets for ‘The "
    "Nutcracker’ sold out in a day.",
    "Traffic on the «Ring» was diverted on Sunday while crews replaced the lights in the «Tunnel of "
    "Sighs».",
    "The ’90s are back in the shop windows: 'baggy' jeans, 'bucket' hats and, at number 12, a rack "
    'of "grunge" shirts at £65 each.',
    "In the final, “Lucky Penny” beat “Second Wind” by a neck, with “Miss Otis” third at 14-1.",
    "A “bomb cyclone” brought 70mph gusts to the coast overnight and cut power to 12,000 homes. "
    "Schools in the “red zone” stayed shut.",
    'The council\'s "temporary" car park opened in 2009. It now has 310 spaces, a ticket office and '
    'its own bus stop, "Park East".',
]


def test_quotation_marks_that_quote_nobody_bring_hardly_any_attribution():
    assert len(set(PARAGRAPHS)) == 20
    found = []
    for paragraph in PARAGRAPHS:
        for a in find_attributions(parse_text(paragraph)):
            roles = (a.source, a.cue, a.content)
            parts = (" … ".join(paragraph[s:e] for s, e in role) for role in roles)
            found.append(" | ".join((*parts, a.evidence, str(a.confidence))))
    assert len(found) <= ALLOWED, "\n".join(found)
