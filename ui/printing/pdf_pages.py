"""Pages of a PDF as pictures, by pdfium; for the worker, whose one thread pdfium wants."""

from __future__ import annotations

import io
from types import TracebackType
from typing import Any

from PySide6.QtGui import QImage


class PdfPages:
    """An open PDF. Close it, or use it in a `with`."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        self._document: Any = pypdfium2.PdfDocument(pdf)
        self.count = len(self._document)

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        width, height = self._document[page].get_size()
        return float(width), float(height)

    def picture(self, page: int, scale: float) -> QImage:
        """A page at `scale` pixels to the point, on white."""
        bitmap = self._document[page].render(scale=scale, rev_byteorder=True)
        form = (
            QImage.Format.Format_RGB888 if bitmap.n_channels == 3 else QImage.Format.Format_RGBX8888
        )
        # copied: pdfium's own memory goes with the bitmap
        return QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()

    def runs(self) -> list[range]:
        """Pages that follow each other on sheets of one size."""
        found: list[range] = []
        for at in range(self.count):
            if found and self.size(at) == self.size(found[-1][0]):
                found[-1] = range(found[-1].start, at + 1)
            else:
                found.append(range(at, at + 1))
        return found

    def part(self, pages: range) -> bytes:
        """Some of the pages as a PDF of their own."""
        import pypdfium2

        out = io.BytesIO()
        made: Any = pypdfium2.PdfDocument.new()
        made.import_pages(self._document, list(pages))
        made.save(out)
        made.close()
        return out.getvalue()

    def close(self) -> None:
        """Lets pdfium's memory go."""
        self._document.close()

    def __enter__(self) -> PdfPages:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()
