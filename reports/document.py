"""One PDF file: pages of operators, the letters used on them, tags for those who listen to it.

ReportLab keeps the objects, the cross references and the information; fonts are our own composite
fonts of glyph numbers, because ReportLab's do not carry shaped glyphs of joining scripts. Every
font is embedded with just the glyphs used, and nothing falls back to Helvetica. The same calls
give the same bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, NamedTuple

from reportlab.pdfbase import pdfdoc

from reports.correction import Correction
from reports.drawing import Drawing
from reports.fonts import Face
from reports.type import Line, hex_text

PRODUCER = "All Thumbs Video"


class Tag(NamedTuple):
    """What a stretch of a page is to a screen reader: `H1`, `P`, ...; `operators` draw it.

    `spoken` is the text as written, where drawing changed its capitals or its direction.
    """

    role: str
    operators: str
    spoken: str = ""


class _Raw(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An object whose bytes we write ourselves."""

    __slots__ = ("__InternalName__", "data")

    def __init__(self, data: bytes = b"") -> None:
        self.data = data

    def format(self, document: Any) -> bytes:
        return self.data


class _File(pdfdoc.PDFDocument):  # type: ignore[misc]  # ReportLab has no types
    """ReportLab's document, which writes our own objects without asking each how: a big file has
    two tags per card.
    """

    def format(self) -> bytes:
        self.Reference(self.Catalog)
        self.Reference(self.info)
        self.__accum__ = file = pdfdoc.PDFFile(self._pdfVersion)
        number = 0
        # Formatting an object may register more of them, so the end moves.
        while (number := number + 1) in self.numberToId:
            name = self.numberToId[number]
            thing = self.idToObject[name]
            if isinstance(thing, _Raw):
                content = b"%d 0 obj\n%b\nendobj\n" % (number, thing.data)
            else:
                content = pdfdoc.PDFIndirectObject(name, thing).format(self)
            self.idToOffset[name] = file.add(content)
        del self.__accum__
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, list(self.numberToId.values()))
        start = file.add(table.format(self))
        trailer = pdfdoc.PDFTrailer(
            startxref=start,
            Size=number,
            Root=self.Reference(self.Catalog),
            Info=self.Reference(self.info),
            ID=self.ID(),
        )
        file.add(trailer.format(self))
        data: bytes = file.format(self)
        return data


class _Page(pdfdoc.PDFPage):  # type: ignore[misc]  # ReportLab has no types
    """ReportLab's page with the two entries that tags need."""

    __NoDefault__: ClassVar[list[str]] = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]


def _stream(content: bytes, entries: str = "", *, packed: bool = False) -> bytes:
    # Level 3 costs half the time of the usual 6 for pages 8 % larger.
    data = content if packed else zlib.compress(content, 3)
    head = f"<<{entries}/Filter/FlateDecode/Length {len(data)}>>\nstream\n".encode("ascii")
    return head + data + b"\nendstream\n"


class Document:
    """A PDF being written. Draw with `Line.operators`, tell it of each line with `use`, add pages
    with `add_page`, and take the bytes with `finish`, once.
    """

    def __init__(self, *, title: str, language: str, correction: Correction | None = None) -> None:
        """`correction`: what the printer needs, in front of each page."""
        self._correction = correction
        self._pdf: Any = _File(invariant=1, lang=language, pdfVersion=(1, 7))
        self._pdf.setTitle(title)
        self._pdf.setAuthor(PRODUCER)
        self._pdf.setCreator(PRODUCER)
        self._pdf.setSubject("")
        self._characters: dict[Face, set[str]] = {}
        self._glyphs: dict[Face, dict[int, str]] = {}
        self._forms: dict[str, int] = {}
        self._resources = _Raw()
        self._resources_number = self._add(self._resources)
        self._tree = _Raw()
        self._tree_number = self._add(self._tree)
        self._root = _Raw()
        self._root_number = self._add(self._root)
        self._kids: list[int] = []
        self._parents: list[list[int]] = []
        self.pages = 0

    def _add(self, thing: _Raw) -> int:
        """Registers an object and returns its number."""
        self._pdf.Reference(thing)
        return int(self._pdf.objectcounter)

    def use(self, line: Line) -> Line:
        """Notes the glyphs of a line that is drawn, so that its fonts will have them."""
        for run in line.runs:
            face = run.face
            if run.glyphs is None:
                known = self._characters.get(face)
                if known is None:
                    known = self._characters[face] = set()
                known.update(run.text)
            else:
                glyphs = self._glyphs.setdefault(face, {})
                for glyph in run.glyphs:
                    glyphs[glyph.number] = glyphs.get(glyph.number) or glyph.text
        return line

    def form(self, name: str, drawing: Drawing) -> None:
        """Stores a drawing once; `/name Do` paints it, in the current colour, `size` units wide."""
        if name not in self._forms:
            size = f"{drawing.size:g}"
            entries = f"/Type/XObject/Subtype/Form/BBox[0 0 {size} {size}]/Resources<<>>"
            content = _stream(drawing.operators.encode("ascii"), entries)
            self._forms[name] = self._add(_Raw(content))

    def add_page(self, width: float, height: float, parts: Iterable[Tag | str]) -> None:
        """A page from tagged stretches in reading order; plain strings are decoration."""
        content: list[str] = []
        tags: list[Tag] = []
        for part in parts:
            if isinstance(part, str):
                content.append(f"/Artifact BMC {part} EMC")
            else:
                content.append(f"/{part.role}<</MCID {len(tags)}>>BDC {part.operators} EMC")
                tags.append(part)
        if self._correction is not None:
            content = [f"q {self._correction.operators(height)}", *content, "Q"]
        page: Any = _Page()
        page.pagewidth, page.pageheight = width, height
        stream = _Raw(_stream("\n".join(content).encode("latin-1")))
        self._add(stream)
        page.Contents = stream
        page.Resources = pdfdoc.PDFObjectReference(self._resources.__InternalName__)
        page.StructParents = self.pages
        page.Tabs = pdfdoc.PDFName("S")
        self._pdf.addPage(page)
        self._tag_page(int(self._pdf.objectcounter), tags)
        self.pages += 1

    def _tag_page(self, page_number: int, tags: Sequence[Tag]) -> None:
        numbers: list[int] = []
        for index, tag in enumerate(tags):
            spoken = f"/ActualText{hex_text(tag.spoken)}" if tag.spoken else ""
            data = (
                f"<</Type/StructElem/S/{tag.role}/P {self._root_number} 0 R"
                f"/Pg {page_number} 0 R/K {index}{spoken}>>"
            )
            numbers.append(self._add(_Raw(data.encode("ascii"))))
        self._kids.extend(numbers)
        self._parents.append(numbers)

    def write(self, out: Path | BinaryIO) -> None:
        """The whole file to a path or an open file. The document cannot be used afterwards."""
        data = self.finish()
        if isinstance(out, Path):
            out.write_bytes(data)
        else:
            out.write(data)

    def finish(self) -> bytes:
        """The whole file. The document cannot be used afterwards."""
        fonts = " ".join(f"/{face.tag} {self._font(face)} 0 R" for face in self._faces())
        forms = " ".join(f"/{name} {number} 0 R" for name, number in self._forms.items())
        self._resources.data = f"<</Font<<{fonts}>>/XObject<<{forms}>>>>".encode("ascii")
        self._write_tags()
        catalog = self._pdf.Catalog
        catalog.StructTreeRoot = self._tree
        catalog.MarkInfo = _Raw(b"<</Marked true>>")
        preferences = pdfdoc.ViewerPreferencesPDFDictionary()
        preferences["PrintScaling"] = "None"
        preferences["DisplayDocTitle"] = "true"
        catalog.ViewerPreferences = preferences
        data: bytes = self._pdf.GetPDFData(None)
        return data

    def _faces(self) -> list[Face]:
        return sorted({*self._characters, *self._glyphs}, key=lambda face: int(face.tag[1:]))

    def _write_tags(self) -> None:
        kids = " ".join(f"{number} 0 R" for number in self._kids)
        self._root.data = (
            f"<</Type/StructElem/S/Document/P {self._tree_number} 0 R/K[{kids}]>>".encode("ascii")
        )
        rows = " ".join(
            f"{page} [{' '.join(f'{number} 0 R' for number in numbers)}]"
            for page, numbers in enumerate(self._parents)
        )
        self._tree.data = (
            f"<</Type/StructTreeRoot/K {self._root_number} 0 R/ParentTree<</Nums[{rows}]>>"
            f"/ParentTreeNextKey {self.pages}>>"
        ).encode("ascii")

    def _font(self, face: Face) -> int:
        """Writes a face's used glyphs as a composite font and returns its object number."""
        letters = {
            face.codes[character]: character
            for character in sorted(self._characters.get(face, ()), reverse=True)
        }
        for number, text in self._glyphs.get(face, {}).items():
            letters[number] = letters.get(number) or text
        used = sorted(letters)
        data = face.subset(used)
        # The six letters that mark a subset; taken from its content, so the same each time.
        mark = "".join(chr(65 + byte % 26) for byte in sha256(data).digest()[:6])
        name = f"{mark}+{face.name}"
        file = self._add(_Raw(_stream(data, f"/Length1 {len(data)}")))
        descriptor = self._add(_Raw(_descriptor(face, name, file)))
        widths = " ".join(f"{number}[{face.advance(number):g}]" for number in used)
        child = self._add(
            _Raw(
                (
                    f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}"
                    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                    f"/FontDescriptor {descriptor} 0 R/DW 1000/W[{widths}]/CIDToGIDMap/Identity>>"
                ).encode("ascii")
            )
        )
        to_unicode = self._add(_Raw(_stream(_to_unicode(letters))))
        return self._add(
            _Raw(
                (
                    f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
                    f"/DescendantFonts[{child} 0 R]/ToUnicode {to_unicode} 0 R>>"
                ).encode("ascii")
            )
        )


def _descriptor(face: Face, name: str, file: int) -> bytes:
    extents = face.hb_font.get_font_extents("ltr")
    ascent, descent = extents.ascender * face.scale, extents.descender * face.scale
    # Flags 4: a symbolic font, that is, one with an encoding of its own.
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/ItalicAngle 0"
        f"/FontBBox[-1000 {descent:.0f} 2000 {ascent:.0f}]/Ascent {ascent:.0f}"
        f"/Descent {descent:.0f}/CapHeight 700/StemV 80/FontFile2 {file} 0 R>>"
    ).encode("ascii")


def _to_unicode(letters: dict[int, str]) -> bytes:
    """The map by which a reader turns glyphs back into letters, in blocks of 100 as PDF asks."""
    told = [(number, text) for number, text in sorted(letters.items()) if text]
    blocks: list[str] = []
    for at in range(0, len(told), 100):
        rows = told[at : at + 100]
        body = "\n".join(f"<{number:04X}> <{hex_text(text)[5:-1]}>" for number, text in rows)
        blocks.append(f"{len(rows)} beginbfchar\n{body}\nendbfchar")
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + "\n".join(blocks)
        + "\nendcmap CMapName currentdict /CMap defineresource pop end end\n"
    ).encode("ascii")
