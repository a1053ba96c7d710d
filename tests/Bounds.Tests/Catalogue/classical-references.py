"""Writes classical-references.csv: curvature of objectives to 60 digits, by mpmath.

    python3 classical-references.py > classical-references.csv

Nothing is shared with the program: Hessians are written by hand below, extremes of their eigenvalues over a box are
found on a grid in doubles and then by 115 grids of 5 x 5 points in 80 digits, each of half the width, around the
best point so far. Sums over data read classical-data.csv. Columns: objective; box ("-": all of R^2); sup of the largest |eigenvalue|; inf of the least
eigenvalue; min f; inf of |grad f|^2/(2(f - min f)) over the box where it is finite and asked for, else "-".
"""
import itertools
import os
from mpmath import mp, mpf, exp, log, cosh, tanh, sqrt, findroot

mp.dps = 80


def sech2(t):
    return 1 - tanh(t) ** 2


def logistic(t):
    return 1 / (1 + exp(-t))


def quartic(x, y):
    c = 12 * (x - y) ** 2
    return ((x - y) ** 4 + 2 * x**2 + y**2 - x + 2 * y, (4 * (x - y) ** 3 + 4 * x - 1, -4 * (x - y) ** 3 + 2 * y + 2), (c + 4, -c, c + 2))


def himmelblau(x, y):
    a, b = x**2 + y - 11, x + y**2 - 7
    return (a**2 + b**2, (4 * x * a + 2 * b, 2 * a + 4 * y * b), (4 * a + 8 * x**2 + 2, 4 * x + 4 * y, 2 + 4 * b + 8 * y**2))


def rosenbrock(x, y):
    a = y - x**2
    return ((1 - x) ** 2 + 100 * a**2, (-2 * (1 - x) - 400 * x * a, 200 * a), (2 - 400 * a + 800 * x**2, -400 * x, mpf(200)))


def sum_logistic(x, y):
    rows = [(-1, -2), (1, -1), (0, 1)]
    p = [logistic(a * x + b * y) for a, b in rows]
    value = sum(log(1 + exp(a * x + b * y)) for a, b in rows)
    w = [q * (1 - q) for q in p]
    return (value, tuple(sum(q * r[i] for q, r in zip(p, rows)) for i in (0, 1)),
            tuple(sum(v * r[i] * r[j] for v, r in zip(w, rows)) for i, j in ((0, 0), (0, 1), (1, 1))))


def log_cosh(x, y):
    u, v = sech2(x), sech2(y - x)
    return (log(cosh(x)) + log(cosh(y - x)), (tanh(x) - tanh(y - x), tanh(y - x)), (u + v, -v, v))


def log_sum_exp(x, y):
    rows = [(1, 0), (-2, 0), (0, 1), (0, -1)]
    e = [exp(a * x + b * y) for a, b in rows]
    s = sum(e)
    m = [sum(q * r[i] for q, r in zip(e, rows)) / s for i in (0, 1)]
    return (log(s), tuple(m), tuple(sum(q * r[i] * r[j] for q, r in zip(e, rows)) / s - m[i] * m[j] for i, j in ((0, 0), (0, 1), (1, 1))))


def product(x, y):
    u = x * y - 1
    return (u**2 / 2, (u * y, u * x), (y**2, 2 * x * y - 1, x**2))


def data():
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "classical-data.csv")) as file:
        return [tuple(mpf(v) for v in line.split(",")) for line in file.read().split()[1:]]


def data_squares(x, y):
    s = [(a * x + b * y - c, a, b) for a, b, c in data()]
    return (sum(r**2 for r, _, _ in s), (sum(2 * r * a for r, a, _ in s), sum(2 * r * b for r, _, b in s)),
            (sum(2 * a * a for _, a, _ in s), sum(2 * a * b for _, a, b in s), sum(2 * b * b for _, _, b in s)))


def data_logistic(x, y):
    s = [(logistic(-c * (a * x + b * y)), -c * a, -c * b) for a, b, c in data()]
    w = [p * (1 - p) for p, _, _ in s]
    return (sum(-log(1 - p) for p, _, _ in s), (sum(p * a for p, a, _ in s), sum(p * b for p, _, b in s)),
            tuple(sum(v * r[i] * r[j] for v, r in zip(w, s)) for i, j in ((1, 1), (1, 2), (2, 2))))


def piece(t, width):
    """Value, slope and curvature of huber(t, width); at the kink of the slope the larger curvature, as the supremum needs."""
    return (t**2 / 2, t, mpf(1)) if abs(t) <= width else (width * (abs(t) - width / 2), width if t > 0 else -width, mpf(0))


def huber(x, y):
    (u, du, ddu), (v, dv, ddv) = piece(x, mpf(1)), piece(y - x, mpf(1) / 3)
    return (u + v, (du - dv, dv), (ddu + ddv, -ddv, ddv))


def huber_ridge(x, y):
    (u, du, ddu), (v, dv, ddv) = piece(x - 1, mpf(1)), piece(2 * y - x, mpf(1))
    return (u + v + x**2 / 10, (du - dv + x / 5, 2 * dv), (ddu + ddv + mpf(1) / 5, -2 * ddv, 4 * ddv))


def hinges(x, y):
    u, v = max(1 - x - y, mpf(0)), max(1 + x - 2 * y, mpf(0))
    a, b = mpf(2) * (1 - x - y >= 0), mpf(2) * (1 + x - 2 * y >= 0)
    return (u**2 + v**2 + (x**2 + y**2) / 10, (-2 * u + 2 * v + x / 5, -2 * u - 4 * v + y / 5),
            (a + b + mpf(1) / 5, a - 2 * b, a + 4 * b + mpf(1) / 5))


def eigenvalues(h):
    a, b, d = h
    m, r = (a + d) / 2, sqrt(((a - d) / 2) ** 2 + b**2)
    return m - r, m + r


def extreme(score, box):
    """The largest score over the box."""
    (xl, xh), (yl, yh) = box
    grid = [(xl + (xh - xl) * mpf(i) / 60, yl + (yh - yl) * mpf(j) / 60) for i in range(61) for j in range(61)]
    mp.dps = 20
    best = max(grid, key=lambda p: score(*p))
    mp.dps = 80
    w, h, value = (xh - xl) / 60, (yh - yl) / 60, score(*best)
    for _ in range(115):
        for i, j in itertools.product(range(-2, 3), repeat=2):
            p = (min(max(best[0] + w * i / 2, xl), xh), min(max(best[1] + h * j / 2, yl), yh))
            s = score(*p)
            if s > value:
                best, value = p, s
        w, h = w / 2, h / 2
    return value


def row(text, f, box, start, pl=False, mu=0):
    name = "-" if box is None else " ".join(mp.nstr(v, 10) for side in box for v in side)
    # R^2: these are attained, or approached, near the minimiser or far away, where curvature vanishes.
    where = tuple((mpf(a), mpf(b)) for a, b in (box if box is not None else ((-6, 6), (-6, 6))))
    top = extreme(lambda x, y: max(abs(v) for v in eigenvalues(f(x, y)[2])), where)
    least = mpf(mu) if box is None else -extreme(lambda x, y: -eigenvalues(f(x, y)[2])[0], where)
    x = findroot(lambda a, b: f(a, b)[1], start)
    low = f(x[0], x[1])[0]

    def ratio(a, b):
        value, g, _ = f(a, b)
        return -(g[0] ** 2 + g[1] ** 2) / (2 * (value - low)) if value - low > mpf(10) ** -30 else -mpf(10) ** 30

    constant = mp.nstr(-extreme(ratio, where), 60) if pl else "-"
    print(";".join([text, name, mp.nstr(top, 60), mp.nstr(least, 60), mp.nstr(low, 60) if abs(low) > mpf(10) ** -60 else "0", constant]))


row("(x-y)^4+2*x^2+y^2-x+2*y", quartic, ((-1, 1), (-1.625, 0.375)), (0, -0.6))
row("(x^2+y-11)^2+(x+y^2-7)^2", himmelblau, ((2.5, 3.5), (1.5, 2.5)), (3, 2), pl=True)
row("(1-x)^2+100*(y-x^2)^2", rosenbrock, ((0.875, 1.125), (0.875, 1.125)), (1, 1), pl=True)
row("log(1+exp(-x-2*y))+log(1+exp(x-y))+log(1+exp(y))", sum_logistic, ((-0.875, 0.125), (0.3125, 1.3125)), (-0.4, 0.8), pl=True)
row("log(1+exp(-x-2*y))+log(1+exp(x-y))+log(1+exp(y))", sum_logistic, None, (-0.4, 0.8))
row("log(cosh(x))+log(cosh(y-x))", log_cosh, ((-0.5, 0.5), (-0.5, 0.5)), (0.1, 0.1))
row("log(cosh(x))+log(cosh(y-x))", log_cosh, None, (0.1, 0.1))
row("log(exp(x)+exp(-2*x)+exp(y)+exp(-y))", log_sum_exp, ((-0.25, 0.75), (-0.5, 0.5)), (0.2, 0.0))
row("log(exp(x)+exp(-2*x)+exp(y)+exp(-y))", log_sum_exp, None, (0.2, 0.0))
row("(x*y-1)^2/2", product, ((0.5, 1.5), (0.5, 1.5)), (1, 0.9))
row("(1-x)^2+100*(y-x^2)^2", rosenbrock, ((0, 2), (0, 2)), (1, 1), pl=True)
row("huber(x,1)+huber(y-x,1/3)", huber, None, (0.1, 0.1))
row("huber(x-1,1)+huber(2*y-x,1)+x^2/10", huber_ridge, None, (0.9, 0.4))
row("max(1-x-y,0)^2+max(1+x-2*y,0)^2+(x^2+y^2)/10", hinges, None, (0.3, 0.5), mu=mpf(1) / 5)
h = data_squares(mpf(0), mpf(0))[2]
row("sum(i,1,n,(a[i]*x+b[i]*y-c[i])^2)", data_squares, None, (0.1, 0.1), mu=eigenvalues(h)[0])
row("sum(i,1,n,log(1+exp(-c[i]*(a[i]*x+b[i]*y))))", data_logistic, ((0, 1), (-2, -1)), (0.5, -1))
row("sum(i,1,n,log(1+exp(-c[i]*(a[i]*x+b[i]*y))))", data_logistic, None, (0.5, -1))
