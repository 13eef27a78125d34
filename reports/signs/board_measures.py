"""Where everything stands on a rating-board sign: points from the top left of a Letter page, as the
designer gave them. Change them here and nowhere else.

`Flow` holds the distances down a design's middle. What a smaller title leaves free goes to a larger
quotation, then into the gaps; the foot stays where it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.paper import Paper
from reports.signs.boxes import BoxRow
from reports.signs.designs import Design
from reports.signs.titles import TitleRoom

WIDTH, HEIGHT = 612.0, 792.0
MARGIN = 27.0
# A4 is this much taller: all of it goes above the foot. What is beyond is shared out.
FOOT_TAKES = 50.0


@dataclass(frozen=True, slots=True)
class Flow:
    """Distances between the parts, top to bottom.

    `title` is where the title's zone begins and `reference` how high the mock-up's is; `facts`
    below the zone's end, `boxes` below the facts' baseline, `names` below the boxes' lower edge,
    `quote` below the names (their first baselines), `author` below the last line of the quotation.
    `depth`: first baseline of the quotation to last, for three lines; `size` of its type, `leading`
    a factor. `shares` says how what is left over goes to the gaps before facts, boxes, names'
    quotation, and after the author.
    """

    title: float
    reference: float
    facts: float
    boxes: float
    names: float
    quote: float
    author: float
    depth: float
    size: int
    leading: float
    quote_width: float
    shares: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Places:
    """Baselines and edges of one sign, y downwards."""

    facts: float
    boxes: float
    names: float
    quote: float
    author: float


# Bebas with 24 points between letters 224 high.
_GAP = 24 / 320 * 1000

ROOMS = {
    Design.MARQUEE: TitleRoom(
        width=454.0,
        caps=(224.0, 106.0, 66.0, 46.0, 35.0, 28.0),
        height=268.0,
        leading=1.5,
        trackings=(_GAP, 45.0, 20.0),
        enough=40.0,
        usual=3,
        short=224.0,
    ),
    Design.NEON: TitleRoom(
        width=452.0,
        caps=(186.0, 94.0, 62.0, 46.0, 34.0, 27.0),
        height=214.0,
        leading=1.62,
        trackings=(0.0,),
        enough=26.0,
        short=186.0,
    ),
    Design.CHALK: TitleRoom(
        width=468.0,
        caps=(176.0, 82.0, 52.0),
        height=182.0,
        leading=1.26,
        trackings=(52.0, 24.0),
        enough=44.0,
        short=250.0,
    ),
    Design.PLAIN: TitleRoom(
        width=532.0,
        caps=(330.0, 152.0, 98.0, 71.0, 48.0, 38.0),
        height=330.0,
        leading=1.2,
        trackings=(23.0,),
        enough=28.0,
        short=312.0,
    ),
}
# Long titles in chalk: narrower letters on more lines.
CHALK_NARROW = TitleRoom(
    width=468.0,
    caps=(150.0, 82.0, 54.0, 42.0, 33.0, 27.0),
    height=190.0,
    leading=1.4,
    trackings=(14.0,),
    enough=30.0,
)
CHALK_ENOUGH = 38.0

# White above and below the letters of a marquee's row, by the number of rows; more have the last.
RAIL_PADDING = (28.0, 20.0, 18.0, 17.0, 15.0, 14.0, 4.0)

ROWS = {
    Design.MARQUEE: BoxRow(left=85.0, side=78.0, gap=13.0, thumb=73.0, radius=10.0),
    Design.NEON: BoxRow(left=82.0, side=80.0, gap=12.0, thumb=64.0, stroke=2.2, radius=12.0),
    Design.CHALK: BoxRow(left=72.0, side=84.0, gap=12.0, thumb=76.0, stroke=2.2),
    Design.PLAIN: BoxRow(left=41.0, side=94.8, gap=14.0, thumb=88.0, radius=10.0),
}

FLOWS = {
    Design.MARQUEE: Flow(
        title=138.0,
        reference=252.0,
        facts=34.0,
        boxes=22.0,
        names=19.0,
        quote=49.0,
        author=26.0,
        depth=50.0,
        size=18,
        leading=25 / 18,
        quote_width=430.0,
        shares=(0.12, 0.22, 0.33, 0.33),
    ),
    Design.NEON: Flow(
        title=132.0,
        reference=232.0,
        facts=36.0,
        boxes=28.0,
        names=20.0,
        quote=54.0,
        author=28.0,
        depth=50.0,
        size=18,
        leading=25 / 18,
        quote_width=430.0,
        shares=(0.2, 0.2, 0.3, 0.3),
    ),
    Design.CHALK: Flow(
        title=138.3,
        reference=150.4,
        facts=54.0,
        boxes=23.5,
        names=25.5,
        quote=46.5,
        author=30.0,
        depth=58.0,
        size=21,
        leading=29 / 21,
        quote_width=458.0,
        shares=(0.15, 0.2, 0.3, 0.35),
    ),
    Design.PLAIN: Flow(
        title=100.0,
        reference=318.8,
        facts=30.0,
        boxes=25.7,
        names=18.5,
        quote=42.0,
        author=26.0,
        depth=52.0,
        size=19,
        leading=26 / 19,
        quote_width=440.0,
        shares=(0.0, 0.24, 0.26, 0.5),
    ),
}


def fitted_scale(paper: Paper) -> float:
    """Points of the paper per point of Letter: A4 is drawn at Letter's size, Tabloid and A3 larger.

    Raises ValueError for paper that is wider than high or smaller than a sign.
    """
    scale = 1.0 if abs(paper.width - WIDTH) < 20 else round(paper.width / WIDTH, 5)
    if paper.key == "a3":
        scale = 2**0.5  # twice an A4, which is a little narrower than Letter
    if paper.height / scale < HEIGHT - 1 or scale < 0.95:
        raise ValueError(f"a rating-board sign does not fit {paper.key}")
    return scale


def largest_quote(flow: Flow, slack: float) -> int:
    """What is left free makes the quotation larger, up to a third."""
    return flow.size + int(max(0.0, min(flow.size / 3, slack / 12)))


def flow_down(
    flow: Flow, row: BoxRow, height: float, slack: float, quote_depth: float | None
) -> Places:
    """Where the parts stand under a title zone `height` high. `slack` is what the page has more
    (or less) than the mock-up's; a sign without a quotation has None for its depth.
    """
    if quote_depth is None:
        left = slack + flow.depth + flow.author + flow.quote * 0.7
        gaps = [left * 0.14 if flow.shares[0] else 0.0, left * 0.36, 0.0]
    else:
        left = slack + flow.depth - quote_depth
        gaps = [left * share for share in flow.shares]
    facts = flow.title + height + flow.facts + gaps[0]
    top = facts + flow.boxes + gaps[1]
    names = top + row.side + flow.names
    quote = names + flow.quote + gaps[2]
    return Places(facts, top, names, quote, quote + (quote_depth or 0.0) + flow.author)
