# SPDX-License-Identifier: Apache-2.0
"""Merge patches of which lies and truths are made."""


def files_patch(**files):
    return {
        "files": {
            name.lstrip("_"): data.hex().upper() if data is not None else None
            for name, data in files.items()
        }
    }


def behave(**flags):
    return {"behaviour": flags}


def flipped(data):
    """The same octets but for the last bit."""
    return data[:-1] + bytes([data[-1] ^ 1])
