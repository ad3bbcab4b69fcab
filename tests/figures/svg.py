"""What a reader of the SVG finds in it: its text, and its named marks with their places."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from helpers.figures.figure import Figure
from helpers.figures.lettering import width_of

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"


def root(figure: Figure) -> ET.Element:
    return ET.fromstring(figure.image)


def texts(figure: Figure) -> list[str]:
    """Every line of text, in the order of drawing."""
    return ["".join(one.itertext()) for one in root(figure).iter(f"{SVG}text")]


def text(figure: Figure) -> str:
    return " ".join(texts(figure))


def boxes(figure: Figure) -> list[tuple[str, float, float, float, float]]:
    """Each line of text with the left, right, top and bottom that it takes in Arial, in points."""
    found = []
    for one in root(figure).iter(f"{SVG}text"):
        if "transform" in one.attrib:
            continue
        style, told = one.attrib["style"], "".join(one.itertext())
        size = float(re.findall(r"font-size: ([\d.]+)px", style)[0])
        wide = 0.88 * 72 * width_of(told, size, bold="font-weight: 700" in style)
        x, y = float(one.attrib["x"]), float(one.attrib["y"])
        left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[_anchor(style)]
        found.append((told, left, left + wide, y - 0.7 * size, y + 0.1 * size))
    return found


def _anchor(style: str) -> str:
    return re.findall(r"text-anchor: (\w+)", style)[0]


def named(figure: Figure, start: str) -> dict[str, ET.Element]:
    """Marks by the name they were drawn under."""
    groups = root(figure).iter(f"{SVG}g")
    return {g.attrib["id"]: g for g in groups if g.attrib.get("id", "").startswith(start)}


def span(mark: ET.Element, axis: int = 0) -> tuple[float, float]:
    """Left and right end (or top and bottom) of a mark, in points of the sheet."""
    use = mark.find(f".//{SVG}use")
    if use is not None:
        place = float(use.attrib["xy"[axis]])
        return place, place
    shape = mark.find(f".//{SVG}path")
    assert shape is not None
    numbers = [float(n) for n in re.findall(r"-?\d+\.?\d*", shape.attrib["d"])]
    return min(numbers[axis::2]), max(numbers[axis::2])


def width(mark: ET.Element) -> float:
    left, right = span(mark)
    return right - left
