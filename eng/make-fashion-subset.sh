#!/bin/bash
# Makes the small Fashion-MNIST set that is shipped: the first 200 training images, means of 4 x 4 pixels rounded to the nearest byte
# (half up), and their labels, in the IDX format. Needs Debian's dataset-fashion-mnist (Copyright 2017 Zalando SE, Expat/MIT licence).
set -euo pipefail
cd "$(dirname "$0")/.."
from=${1:-/usr/share/datasets/fashion-mnist}
python3 - "$from" src/Numeric/Networks/Data <<'PY'
import gzip, struct, sys
source, target = sys.argv[1:]
count, side, pool = 200, 28, 4
with gzip.open(f"{source}/train-images-idx3-ubyte.gz") as f:
    magic, n, height, width = struct.unpack(">IIII", f.read(16))
    assert (magic, height, width) == (0x803, side, side) and n >= count
    pixels = f.read(count * side * side)
with gzip.open(f"{source}/train-labels-idx1-ubyte.gz") as f:
    magic, n = struct.unpack(">II", f.read(8))
    assert magic == 0x801 and n >= count
    labels = f.read(count)
small = bytearray()
for i in range(count):
    for y in range(0, side, pool):
        for x in range(0, side, pool):
            total = sum(pixels[(i * side + y + a) * side + x + b] for a in range(pool) for b in range(pool))
            small.append((2 * total + pool * pool) // (2 * pool * pool))
with open(f"{target}/fashion-200-images.idx3", "wb") as f:
    f.write(struct.pack(">IIII", 0x803, count, side // pool, side // pool) + small)
with open(f"{target}/fashion-200-labels.idx1", "wb") as f:
    f.write(struct.pack(">II", 0x801, count) + labels)
PY
ls -l src/Numeric/Networks/Data/fashion-200-*
