"""Draws and sounds the demo's files, so that none of them is anyone else's work."""

import io
import math
import struct
import wave

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 960, 580
# Name, its place, the circle's centre, the colour of both.
CIRCLES = (
    ("Victim-centred", (300, 32), (390, 215), (11, 85, 99)),
    ("Suspect-focused", (660, 32), (570, 215), (140, 60, 20)),
    ("Context-led", (480, 548), (480, 365), (70, 50, 120)),
)
RADIUS = 150
RATE = 8000
TONES = (392, 440, 494)


def three_circles() -> ContentFile[bytes]:
    """A PNG of three circles that overlap, each with its name."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=34)
    for name, place, (x, y), colour in CIRCLES:
        draw.ellipse((x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS), outline=colour, width=6)
        draw.text(place, name, fill=colour, font=font, anchor="mm")
    stream = io.BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return ContentFile(stream.getvalue(), name="three-ideas.png")


def three_tones() -> ContentFile[bytes]:
    """A WAV file of three soft tones, half a second each."""
    stream = io.BytesIO()
    with wave.open(stream, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        for tone in TONES:
            sound.writeframes(b"".join(_sample(tone, step) for step in range(RATE // 2)))
    return ContentFile(stream.getvalue(), name="pause.wav")


def _sample(tone: int, step: int) -> bytes:
    loudness = 6000 * math.sin(math.pi * step / (RATE // 2))
    return struct.pack("<h", int(loudness * math.sin(2 * math.pi * tone * step / RATE)))


def checklist_file() -> ContentFile[bytes]:
    """The checklist of the house style page as plain text."""
    lines = (
        "Before you publish (demo content)",
        "- The summary says what the page is for in two sentences.",
        "- The audience is named, and somebody in it has read the draft.",
        "- An owner and a date for the next review are set.",
        "- Anything hard to read has a content note before it.",
    )
    return ContentFile("\n".join(lines).encode(), name="before-you-publish.txt")
