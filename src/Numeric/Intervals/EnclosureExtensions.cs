using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Intervals;

/// <summary>The operations of <see cref="IEnclosure{T}"/> in member-call form: <c>x.Exp()</c> for <c>T.Exp(x)</c>.</summary>
internal static class EnclosureExtensions
{
    extension<T>(T x)
        where T : struct, IEnclosure<T>
    {
        /// <inheritdoc cref="IEnclosure{T}.Abs(T)"/>
        public T Abs() => T.Abs(x);

        /// <inheritdoc cref="IEnclosure{T}.Sign(T)"/>
        public T Sign() => T.Sign(x);

        /// <inheritdoc cref="IEnclosure{T}.Sqr(T)"/>
        public T Sqr() => T.Sqr(x);

        /// <inheritdoc cref="IEnclosure{T}.Sqrt(T)"/>
        public T Sqrt() => T.Sqrt(x);

        /// <inheritdoc cref="IEnclosure{T}.Exp(T)"/>
        public T Exp() => T.Exp(x);

        /// <inheritdoc cref="IEnclosure{T}.Expm1(T)"/>
        public T Expm1() => T.Expm1(x);

        /// <inheritdoc cref="IEnclosure{T}.Log(T)"/>
        public T Log() => T.Log(x);

        /// <inheritdoc cref="IEnclosure{T}.Log1p(T)"/>
        public T Log1p() => T.Log1p(x);

        /// <inheritdoc cref="IEnclosure{T}.Sin(T)"/>
        public T Sin() => T.Sin(x);

        /// <inheritdoc cref="IEnclosure{T}.Cos(T)"/>
        public T Cos() => T.Cos(x);

        /// <inheritdoc cref="IEnclosure{T}.Tan(T)"/>
        public T Tan() => T.Tan(x);

        /// <inheritdoc cref="IEnclosure{T}.Sinh(T)"/>
        public T Sinh() => T.Sinh(x);

        /// <inheritdoc cref="IEnclosure{T}.Cosh(T)"/>
        public T Cosh() => T.Cosh(x);

        /// <inheritdoc cref="IEnclosure{T}.Tanh(T)"/>
        public T Tanh() => T.Tanh(x);

        /// <inheritdoc cref="IEnclosure{T}.Asinh(T)"/>
        public T Asinh() => T.Asinh(x);

        /// <inheritdoc cref="IEnclosure{T}.Atan(T)"/>
        public T Atan() => T.Atan(x);

        /// <inheritdoc cref="IEnclosure{T}.Erf(T)"/>
        public T Erf() => T.Erf(x);

        /// <inheritdoc cref="IEnclosure{T}.Sigmoid(T)"/>
        public T Sigmoid() => T.Sigmoid(x);

        /// <inheritdoc cref="IEnclosure{T}.Softplus(T)"/>
        public T Softplus() => T.Softplus(x);

        /// <inheritdoc cref="IEnclosure{T}.LogCosh(T)"/>
        public T LogCosh() => T.LogCosh(x);

        /// <inheritdoc cref="IEnclosure{T}.Intersect(T, T)"/>
        public T Intersect(T y) => T.Intersect(x, y);

        /// <inheritdoc cref="IEnclosure{T}.Hull(T, T)"/>
        public T Hull(T y) => T.Hull(x, y);

        /// <inheritdoc cref="IEnclosure{T}.Min(T, T)"/>
        public T Min(T y) => T.Min(x, y);

        /// <inheritdoc cref="IEnclosure{T}.Max(T, T)"/>
        public T Max(T y) => T.Max(x, y);

        /// <inheritdoc cref="IEnclosure{T}.Fma(T, T, T)"/>
        public T Fma(T y, T z) => T.Fma(x, y, z);

        /// <inheritdoc cref="IEnclosure{T}.Pow(T, int)"/>
        public T Pow(int n) => T.Pow(x, n);

        /// <inheritdoc cref="IEnclosure{T}.Pow(T, Rational)"/>
        public T Pow(Rational r) => T.Pow(x, r);
    }
}
