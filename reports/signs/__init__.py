"""Signs: how the shop talks to the street. A kit that every sign document stands on.

To make a sign document: lay it out once in points of the paper it is designed for, top left corner,
y downwards, and give it a `draw(document, ...) -> SignPage` beside its `build(...)`; then posters
and other paper sizes come for nothing.

- `designs`: `Design` (marquee, neon, chalk, plain), `paint(design, mono)` gives its colours, and
  the display styles POSTER (Bebas capitals), SLAB, SLAB_CAPITALS, NEON_HAND.
- `sheet.Sheet(document, paper, width=, scale=)`: the page. `words` sets a line of text (fitted,
  ink-aligned, shortening noted), `display` large type with unseen words, `paint` decoration, `tag`
  anything told, `note` something to say before printing; `page()` gives the SignPage, `add` puts it
  into the document.
- `reports.outlines.display(text, style)`: a line of large type as outlines: `size_for(width, cap)`,
  `width(size)`, `path(x, y, size)` from its ink's left end, `pens` letter by letter.
- `titles.fit(text, style, TitleRoom)`: a title broken by sense into lines at one size.
- `wording.quote(...)`: a quotation broken by sense; `wording.title_pieces` keeps articles.
- `lettering`: `plain`, `shaded`, `magnets`, `chalk`, `neon` draw lines of large type.
- `frames`: `marquee` (bulbs), `chalk`, `neon`, `rule` in each hand, `pair` the double rule.
- `boxes`: the five boxes with thumbs, and the names under them.
- `strokes`: wavering lines, hatching, tubes; `hand(seed)` for irregularity that repeats.
- `poster`: any SignPage over rows and columns of sheets.
"""
