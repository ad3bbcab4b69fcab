"""A photograph for the page: made small, and stripped of where and when it was taken."""

from __future__ import annotations

from io import BytesIO

from helpers.figures.figure import Figure
from helpers.findings import ResultTable

WIDEST = 1200
"""Pixels; enough for A4 at two thirds of the width."""


def photograph(title: str, image: bytes, alt: str) -> Figure | None:
    """The picture as JPEG without metadata, or ``None`` if the bytes are not a picture."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(image)) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return None
    picture.thumbnail((WIDEST, WIDEST))
    written = BytesIO()
    picture.save(written, "JPEG", quality=82)
    numbers = ResultTable(title, ("Picture",), ())
    return Figure(title, written.getvalue(), alt, numbers, "image/jpeg")
