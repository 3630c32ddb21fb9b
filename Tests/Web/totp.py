"""One-time codes as a telephone computes them (RFC 6238: SHA-1, 30 s, six digits)."""

import base64
import hashlib
import hmac
import struct
import time

PERIOD = 30


def code(key, at):
    """The code of a key in base 32, at a time in seconds."""
    secret = base64.b32decode(key + "=" * (-len(key) % 8))
    digest = hmac.digest(secret, struct.pack(">Q", int(at) // PERIOD), hashlib.sha1)
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def fresh_code(key):
    """The code of now, with at least three seconds before the next one."""
    left = PERIOD - time.time() % PERIOD
    if left < 3:
        time.sleep(left)
    return code(key, time.time())


def next_code(key):
    """The code that follows the one of now: a code counts once, and the next one already counts."""
    return code(key, time.time() + PERIOD)
