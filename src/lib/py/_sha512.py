"""SHA-512 (FIPS 180-4), for seeding random generators with text."""

_MASK = 0xFFFFFFFFFFFFFFFF


def _primes(n):
    found = []
    candidate = 2
    while len(found) < n:
        if all(candidate % p for p in found):
            found.append(candidate)
        candidate += 1
    return found


def _root(x, k):
    """The integer part of the k-th root of x."""
    low, high = 0, 1 << (x.bit_length() // k + 1)
    while low < high - 1:
        middle = (low + high) // 2
        if middle ** k <= x:
            low = middle
        else:
            high = middle
    return low


_K = [_root(p << 192, 3) & _MASK for p in _primes(80)]
_H = [_root(p << 128, 2) & _MASK for p in _primes(8)]


def _rotate(x, n):
    return (x >> n | x << 64 - n) & _MASK


def sha512(data):
    """The 64 bytes of the digest."""
    length = len(data)
    data = bytes(data) + b'\x80' + bytes((111 - length) % 128) + (length * 8).to_bytes(16, 'big')
    state = list(_H)
    for start in range(0, len(data), 128):
        w = [int.from_bytes(data[i:i + 8], 'big') for i in range(start, start + 128, 8)]
        for i in range(16, 80):
            s0 = _rotate(w[i - 15], 1) ^ _rotate(w[i - 15], 8) ^ w[i - 15] >> 7
            s1 = _rotate(w[i - 2], 19) ^ _rotate(w[i - 2], 61) ^ w[i - 2] >> 6
            w.append((w[i - 16] + s0 + w[i - 7] + s1) & _MASK)
        a, b, c, d, e, f, g, h = state
        for k, word in zip(_K, w):
            t1 = h + (_rotate(e, 14) ^ _rotate(e, 18) ^ _rotate(e, 41)) + (e & f ^ ~e & g) + k + word
            t2 = (_rotate(a, 28) ^ _rotate(a, 34) ^ _rotate(a, 39)) + (a & b ^ a & c ^ b & c)
            h, g, f, e, d, c, b, a = g, f, e, d + t1 & _MASK, c, b, a, t1 + t2 & _MASK
        state = [x + y & _MASK for x, y in zip(state, (a, b, c, d, e, f, g, h))]
    return b''.join(x.to_bytes(8, 'big') for x in state)
