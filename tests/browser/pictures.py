"""Pictures of text as small as a document may carry: a palette of 256 colours."""

import base64
import struct
import zlib

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page

COLOURS = 256
_DECODE = """async (png) => {
  const bytes = Uint8Array.from(atob(png), (one) => one.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let text = "";
  for (let start = 0; start < data.length; start += 32768) {
    text += String.fromCharCode(...data.subarray(start, start + 32768));
  }
  return [image.width, image.height, btoa(text)];
}"""


def smaller(png: bytes, page: Page) -> bytes:
    """The same picture; the page, which the browser's own decoder runs in, stays as it is. Colours beyond the 256 most
    frequent ones, of the edges of letters, become the nearest of these."""
    width, height, told = page.evaluate(_DECODE, base64.b64encode(png).decode())
    pixels = np.frombuffer(base64.b64decode(told), np.uint8).reshape(-1, 4)[:, :3]
    colours, places, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-counts)[:COLOURS]]
    nearest = np.array([_nearest(colour, palette) for colour in colours], np.uint8)
    rows = nearest[places.reshape(height, width)]
    body = b"".join(b"\0" + row.tobytes() for row in rows)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", palette.tobytes()), (b"IDAT", zlib.compress(body, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _nearest(colour: NDArray[np.uint8], palette: NDArray[np.uint8]) -> int:
    return int(np.square(palette.astype(np.int32) - colour).sum(axis=1).argmin())


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
