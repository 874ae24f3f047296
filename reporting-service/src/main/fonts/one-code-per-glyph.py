"""One code point per glyph, so that text copied from a PDF is the text that was printed."""
import sys
from collections import defaultdict
from fontTools.ttLib import TTFont

font = TTFont(sys.argv[1])
by_glyph = defaultdict(set)
for table in font["cmap"].tables:
    if table.format != 14:
        for code, glyph in table.cmap.items():
            by_glyph[glyph].add(code)

def rank(code):
    common = 0x4E00 <= code <= 0x9FFF or code in (0x3000, 0xFF0F, 0xFF40, 0xFF5E)
    return (not common, 0x2E80 <= code <= 0x2FDF, code)

twins = {}
for codes in by_glyph.values():
    best, *others = sorted(codes, key=rank)
    twins.update({other: best for other in others})
font["cmap"].tables = [t for t in font["cmap"].tables if t.format != 14]
for table in font["cmap"].tables:
    for code in twins:
        table.cmap.pop(code, None)
for tag in ("GDEF", "GPOS", "GSUB", "BASE", "STAT", "vhea", "vmtx", "gasp", "prep"):
    del font[tag]
font.recalcTimestamp = False
font.save(sys.argv[2])
with open(sys.argv[3], "w", encoding="utf-8") as out:
    for code in sorted(twins):
        out.write("%04X %04X\n" % (code, twins[code]))
