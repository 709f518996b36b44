# SPDX-License-Identifier: Apache-2.0
"""Writes the files of the specimens as seeds.   make_seeds.py SPECIMENS FOLDER"""
import hashlib
import json
import pathlib
import sys

specimens, folder = map(pathlib.Path, sys.argv[1:])
blobs = [
    p.read_bytes()
    for place in ("trust*/*", "deliveries/*", "terminal-*/*.cvcert")
    for p in specimens.glob(place)
]
for path in specimens.glob("*.json"):
    specimen = json.loads(path.read_text())
    blobs += [bytes.fromhex(data) for data in specimen["files"].values()]
    blobs.append(specimen["mrz"].encode())
    for variations in (specimen.get("lies", {}), specimen.get("truths", {})):
        for patch in variations.values():
            blobs += [bytes.fromhex(data) for data in patch.get("files", {}).values() if data]
blobs += [
    "999099000123|000000001|Nguyễn Văn Thử|01011999|Nam|Hà Nội|02022022".encode(),
    b"* atr 3B00\n> 00A4\n< 9000\n",
]
# Deliveries one after the other, for trust_import; a MANIFEST.
for store in sorted(specimens.glob("trust*")):
    files = sorted(store.iterdir(), key=lambda p: (not p.name.startswith("csca.cer"), p.name))
    blobs.append(b"".join(p.read_bytes() for p in files if p.is_file()))
digest = hashlib.sha256(b"one").hexdigest().upper()
blobs.append(f"{digest}  0A.cer\n".encode())
for blob in blobs:
    (folder / hashlib.sha256(blob).hexdigest()[:16]).write_bytes(blob)
