/* The yardstick of the trajectory engine: gradient descent on F(x*y) in (s, p), many starts, one thread, plain C for the compiler to vectorise.
   F' = u/sqrt(1+u^2) and F' = tanh(u), u = s - 1/2, h = 1/5. Prints "name steps-per-second checksum", the median of REPEAT runs.
   With LIBMVEC, tanh is the vector library's; otherwise it is built on an exponential of our own. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { STARTS = 100000, STEPS = 1000, BLOCK = 256, REPEAT = 5 };

static double s[STARTS + 8] __attribute__((aligned(64)));
static double p[STARTS + 8] __attribute__((aligned(64)));

/* Processor time, as the engine is measured: other processes disturb it little. */
static double seconds(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* e^x = 2^k e^r, |r| <= log(2)/2, e^r by its Taylor polynomial of degree 12; for |x| below 700. */
static inline double exponential(double x)
{
  double k = __builtin_rint(x * 1.4426950408889634);
  double r = __builtin_fma(-k, 1.90821492927058770002e-10, __builtin_fma(-k, 6.93147180369123816490e-01, x));
  static const double c[13] = { 1.0, 1.0, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320,
                                1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600 };
  double e = c[12];
#pragma GCC unroll 12
  for (int i = 11; i >= 0; i--)
    e = __builtin_fma(e, r, c[i]);
  union { long long bits; double value; } power = { .bits = ((long long)k + 1023) << 52 };
  return e * power.value;
}

static inline double slope_root(double u) { return u / __builtin_sqrt(1 + u * u); }

static inline double slope_tanh(double u)
{
#ifdef LIBMVEC
  return tanh(u);
#else
  double a = __builtin_fabs(u);
  a = a < 20 ? a : 20;
  return __builtin_copysign(1 - 2 / (exponential(2 * a) + 1), u);
#endif
}

#define ENGINE(NAME, SLOPE)                                               \
  static void NAME(double h, double c)                                    \
  {                                                                       \
    for (int first = 0; first < STARTS; first += BLOCK) {                 \
      int n = STARTS - first < BLOCK ? STARTS - first : BLOCK;            \
      double *restrict S = s + first, *restrict P = p + first;            \
      for (int k = 0; k < STEPS; k++)                                     \
        for (int i = 0; i < n; i++) {                                     \
          double w = h * SLOPE(S[i] - c), q = 1 + w * w;                  \
          double next = S[i] * q - w * P[i];                              \
          P[i] = P[i] * q - 4 * w * S[i];                                 \
          S[i] = next;                                                    \
        }                                                                 \
    }                                                                     \
  }
ENGINE(run_root, slope_root)
ENGINE(run_tanh, slope_tanh)

/* The starts of the engine's own benchmark: x and y uniform on [-2, 2) from a 64-bit linear congruential generator. */
static void fill(void)
{
  unsigned long long seed = 1;
  for (int i = 0; i < STARTS; i++) {
    double v[2];
    for (int j = 0; j < 2; j++) {
      seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
      v[j] = 4.0 * (double)(seed >> 11) / 9007199254740992.0 - 2;
    }
    s[i] = v[0] * v[1];
    p[i] = v[0] * v[0] + v[1] * v[1];
  }
}

static int by_value(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void report(const char *name, void (*run)(double, double))
{
  double times[REPEAT], sum = 0;
  for (int r = 0; r < REPEAT; r++) {
    fill();
    double begin = seconds();
    run(0.2, 0.5);
    times[r] = seconds() - begin;
  }
  for (int i = 0; i < STARTS; i++)
    sum += s[i];
  qsort(times, REPEAT, sizeof times[0], by_value);
  printf("%s %.3e %.12g\n", name, (double)STARTS * STEPS / times[REPEAT / 2], sum);
}

int main(void)
{
  report("pseudohuber", run_root);
  report("logcosh", run_tanh);
  return 0;
}
