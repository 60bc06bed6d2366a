"""Cuts the house's fonts to what pages need: fonts.py FOLDER-WITH-FONTS WEB-FOLDER.

Every face becomes three files by its characters: what English is printed with, which every page fetches; the other
Latin letters; and the other scripts that the face knows. The style sheet tells browsers which file holds what, and
how to stretch the reader's own fonts until ours are there, so that nothing moves then.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables.otBase import ValueRecord
from fontTools.varLib import instancer

# Titles and prose; the interface needs what keyboards have beside it.
PRINT = "20-23,26-29,2B-3B,3F-5A,61-7A,A0,B7,2011,2013-2014,2018-2019,201C-201D,2026"
KEYS = "20-7E,A0,A9,AB,B7,BB,D7,2011,2013-2014,2018-2019,201C-201D,2026,2190-2193,2212"
LATIN = "20-7E,A1-17F,192,218-21B,300-304,306-30C,327-328,1E9E,2010-2015,201A,201E,2020-2022,2030,2032-2033,2039-203A,2044,20AC,2122,2190-2193,2212,2260,2264-2265"
FAR = "384-38A,38C,38E-3A1,3A3-3CE,400-45F,490-491,2116-2117"
# Places along the side of the square that a letter is drawn in.
GRID = 1000
# How often each letter comes in English, of a thousand.
LETTERS = dict(zip("etaoinshrdlcumwfgypbvk ", (104, 73, 65, 60, 57, 57, 52, 49, 48, 34, 32, 22, 23, 20, 19, 18, 16, 16, 15, 12, 8, 6, 183)))


@dataclass
class Face:
    """One face as styles name it."""

    file: str
    family: str
    source: str
    features: str
    weight: str
    style: str
    stand_in: str
    core: str = PRINT
    # How far an outline may move when its cubic curves become quadratic ones, which pack better, and what kerning is
    # too little to be seen, both in thousandths of the size: half a pixel or so where the face is used.
    curve_error: float = 4
    kerning: float = 16
    # Features that choose single glyphs and are always on.
    taken: str = ""


TIMES = "truetype/liberation/LiberationSerif-Regular.ttf"
ARIAL = "truetype/liberation/LiberationSans-Regular.ttf"
LOCAL = {TIMES: ("Times New Roman", "Liberation Serif", "Tinos"), ARIAL: ("Arial", "Liberation Sans", "Arimo")}
JUNICODE = "opentype/junicode/JunicodeTwoBeta-{}.otf"
READING = "kern,liga"
FACES = [
    Face("inter", "Inter", "truetype/inter-vf/Inter-roman.var.ttf", "kern,ss03", "400 600", "normal", ARIAL, KEYS, taken="tnum,cv11"),
    Face("display", "Stemma Display", JUNICODE.format("CondensedLight"), READING, "300", "normal", TIMES, curve_error=2, kerning=8),
    Face("display-italic", "Stemma Display", JUNICODE.format("CondensedLightItalic"), READING, "300", "italic", TIMES),
    Face("text", "Stemma Text", JUNICODE.format("Regular"), READING, "400", "normal", TIMES, kerning=30),
    Face("text-italic", "Stemma Text", JUNICODE.format("Italic"), READING, "400", "italic", TIMES, kerning=30),
]


def main(fonts: Path, web: Path) -> None:
    """Writes the fonts and their style sheet."""
    rules = ["/* Written by scripts/fonts.sh, as the fonts are. */\n@layer base {"]
    for face in FACES:
        font = opened(fonts / face.source)
        core = set(parse_unicodes(face.core))
        for suffix, wanted in ("", core), ("-latin", set(parse_unicodes(LATIN)) - core), ("-far", set(parse_unicodes(FAR))):
            held = wanted & font.getBestCmap().keys()
            cut(font, held, face, web / f"fonts/{face.file}{suffix}.woff2")
            rules.append(rule(face, suffix, held))
    rules += [stand_in(face, fonts) for face in FACES if face.style == "normal"]
    (web / "styles/fonts.css").write_text("\n\n".join(rules).replace("{\n\n", "{\n", 1) + "\n}\n")


def opened(path: Path) -> TTFont:
    """The font; of a variable one only the weights that pages use, on a grid that is fine enough for screens."""
    font = TTFont(path)
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": (400, 600)})
        scale_upem(font, GRID)
    return font


def cut(font: TTFont, characters: set[int], face: Face, file: Path) -> None:
    """Writes those characters of `font`, and what the face's features need, to `file`."""
    copy = io.BytesIO()
    font.save(copy)
    part = TTFont(copy)
    take(part, face.taken.split(","))
    options = Options(layout_features=face.features.split(","), hinting=False, desubroutinize=True, notdef_outline=True, name_IDs=[])
    options.drop_tables += ["STAT", "HVAR", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(part)
    forget_little_kerning(part, face.kerning)
    if "CFF " in part:
        make_quadratic(part, face.curve_error)
    part.flavor = "woff2"
    part.save(file)


def take(font: TTFont, features: list[str]) -> None:
    """Puts the glyphs that these features choose in place of those that characters have without them."""
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag not in features:
            continue
        for index in record.Feature.LookupListIndex:
            for part in table.LookupList.Lookup[index].SubTable:
                chosen = getattr(part, "ExtSubTable", part).mapping
                for known in font["cmap"].tables:
                    known.cmap = {character: chosen.get(name, name) for character, name in known.cmap.items()}


def forget_little_kerning(font: TTFont, limit: float) -> None:
    """Leaves out what pairs of letters are moved by less than `limit` thousandths of the size."""
    least = limit * font["head"].unitsPerEm / 1000
    for lookup in font["GPOS"].table.LookupList.Lookup if "GPOS" in font else []:
        for part in lookup.SubTable:
            for value in moves(getattr(part, "ExtSubTable", part)):
                if abs(value.XAdvance) < least:
                    value.XAdvance = 0


def moves(pairs: otTables.PairPos) -> Iterator[ValueRecord]:
    """By how much each pair is moved."""
    if pairs.Format == 1:
        records = [record for firsts in pairs.PairSet for record in firsts.PairValueRecord]
    else:
        records = [record for firsts in pairs.Class1Record for record in firsts.Class2Record]
    return (record.Value1 for record in records if record.Value1)


def make_quadratic(font: TTFont, error: float) -> None:
    """Puts TrueType outlines in place of the font's PostScript ones."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, error * font["head"].unitsPerEm / 1000, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, outlines
    del font["CFF "]
    limits = font["maxp"]
    limits.tableVersion, limits.maxZones = 0x00010000, 1
    for name in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements", "SizeOfInstructions", "ComponentElements"):
        setattr(limits, f"max{name}", 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\0\1\0\0"


def rule(face: Face, suffix: str, characters: set[int]) -> str:
    """The style sheet's rule for one file."""
    style = "" if face.style == "normal" else f"    font-style: {face.style};\n"
    return (
        f"  @font-face {{\n    font-family: {quoted(face.family)};\n"
        f"    src: url(../fonts/{face.file}{suffix}.woff2) format(\"woff2\");\n"
        f"    font-weight: {face.weight};\n{style}    font-display: swap;\n"
        f"    unicode-range: {ranges(characters)};\n  }}"
    )


def stand_in(face: Face, fonts: Path) -> str:
    """The reader's own font, stretched to the widths and heights of ours."""
    ours, theirs = TTFont(fonts / face.source), TTFont(fonts / face.stand_in)
    size = width(ours) / width(theirs)
    heights = (ours["hhea"].ascent, -ours["hhea"].descent, ours["hhea"].lineGap)
    ascent, descent, gap = (height / ours["head"].unitsPerEm / size for height in heights)
    names = ", ".join(f"local({quoted(name)})" for name in LOCAL[face.stand_in])
    return (
        f"  @font-face {{\n    font-family: \"{face.family} Meanwhile\";\n    src: {names};\n"
        f"    size-adjust: {size:.1%};\n    ascent-override: {ascent:.1%};\n"
        f"    descent-override: {descent:.1%};\n    line-gap-override: {gap:.1%};\n  }}"
    )


def width(font: TTFont) -> float:
    """The mean width of a letter of English, in ems."""
    names, metrics = font.getBestCmap(), font["hmtx"]
    total = sum(metrics[names[ord(letter)]][0] * often for letter, often in LETTERS.items())
    return total / sum(LETTERS.values()) / font["head"].unitsPerEm


def ranges(characters: set[int]) -> str:
    """`U+20-7E, U+A0`, as style sheets write it."""
    runs: list[list[int]] = []
    for character in sorted(characters):
        if runs and character == runs[-1][1] + 1:
            runs[-1][1] = character
        else:
            runs.append([character, character])
    return ", ".join(f"U+{first:X}" + (f"-{last:X}" if last > first else "") for first, last in runs)


def quoted(name: str) -> str:
    """A name that holds a space, in quotes."""
    return f'"{name}"' if " " in name else name


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
