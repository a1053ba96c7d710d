/* The throughput of the machine's 512-bit units, in vectors per second of processor time: what the engine's rates are compared with.
   Build and run: gcc -O3 -funroll-loops -march=native limits.c -o limits && ./limits   (needs AVX-512) */
#include <immintrin.h>
#include <stdio.h>
#include <time.h>

enum { CHAINS = 16 };

static double seconds(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The empty assembler text keeps every chain alive through every round. */
#define KEEP(v)                                                                                                                 \
  __asm__ volatile("" : : "v"(v[0]), "v"(v[1]), "v"(v[2]), "v"(v[3]), "v"(v[4]), "v"(v[5]), "v"(v[6]), "v"(v[7]), "v"(v[8]), \
                   "v"(v[9]), "v"(v[10]), "v"(v[11]), "v"(v[12]), "v"(v[13]), "v"(v[14]), "v"(v[15]))

#define MEASURE(NAME, ROUNDS, OPERATION)                                      \
  do {                                                                        \
    double begin = seconds();                                                 \
    for (long k = 0; k < (ROUNDS); k++) {                                     \
      for (int i = 0; i < CHAINS; i++)                                        \
        v[i] = OPERATION;                                                     \
      KEEP(v);                                                                \
    }                                                                         \
    printf("%-8s %.2e\n", NAME, CHAINS * (double)(ROUNDS) / (seconds() - begin)); \
  } while (0)

int main(void)
{
  __m512d v[CHAINS], c = _mm512_set1_pd(0.999999), d = _mm512_set1_pd(1e-6);
  for (int i = 0; i < CHAINS; i++)
    v[i] = _mm512_set1_pd(1.0 + 1e-3 * i);
  MEASURE("fma", 30000000L, _mm512_fmadd_pd(v[i], c, d));
  MEASURE("rsqrt14", 5000000L, _mm512_rsqrt14_pd(v[i]));
  MEASURE("divide", 5000000L, _mm512_div_pd(c, v[i]));
  MEASURE("sqrt", 5000000L, _mm512_sqrt_pd(v[i]));
  return 0;
}
