using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Evaluation;

/// <summary>Random expressions in x over every function of the language, defined for all x.</summary>
internal static class RandomExpressions
{
    internal static readonly Variable X = Variable.Of("x");

    internal static Expr Make(Random random, int depth)
    {
        if (depth == 0)
            return random.Next(3) == 0 ? (Expr)new Rational(random.Next(-20, 21), random.Next(1, 9)) : X;
        Expr Sub() => Make(random, random.Next(depth));
        switch (random.Next(12))
        {
            case 0 or 1:
                return Sub() + Sub();
            case 2 or 3:
                return Sub() * Sub();
            case 4:
                return Sub() - Sub();
            case 5:
                return Sub() / (1 + Sub().Pow(2));
            case 6:
                return (1 + Sub().Pow(2)).Pow(new Rational(random.Next(-5, 6), random.Next(1, 4)));
            case 7:
                return Sub().Pow(random.Next(2, 6));
            case 8:
                return Log.Instance.Of(1 + Sub().Pow(2));
            default:
                var names = Function.All.Values.Distinct().Where(f => f.IsTotal).OrderBy(f => f.Name, StringComparer.Ordinal).ToArray();
                var f = names[random.Next(names.Length)];
                var inner = f is Exp or Cosh or Sinh ? Sin.Instance.Of(Sub()) : Sub();
                return f is Huber ? f.Of(inner, 1) : f.Arity == 2 ? f.Of(inner, Sub()) : f.Of(inner);
        }
    }
}
