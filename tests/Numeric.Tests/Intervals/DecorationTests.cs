using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;
using DecoratedInterval = BoundCheck.Numeric.Intervals.DecoratedEnclosure<BoundCheck.Numeric.Intervals.Interval>;

namespace BoundCheck.Numeric.Tests.Intervals;

/// <summary>Decorations say whether an expression is defined and continuous on the whole box.</summary>
[TestFixture]
public sealed class DecorationTests
{
    private const double Inf = double.PositiveInfinity;

    private static DecoratedInterval D(double lo, double hi) => DecoratedInterval.Of(new Interval(lo, hi));

    [Test]
    public void Log_over_an_interval_that_touches_zero_is_not_defined()
    {
        Assert.That(D(0, 1).Log().Decoration, Is.EqualTo(Decoration.Trv));
        Assert.That(D(-1, 1).Log().Decoration, Is.EqualTo(Decoration.Trv));
        Assert.That(D(1e-300, 1).Log().Decoration, Is.EqualTo(Decoration.Com));
        Assert.That(D(1, Inf).Log().Decoration, Is.EqualTo(Decoration.Dac));
        Assert.That(DecoratedEnclosure<BigInterval>.FromInterval(new Interval(0, 1), 200).Log().IsDefined, Is.False);
    }

    [Test]
    public void A_weak_decoration_is_not_forgotten()
    {
        DecoratedInterval x = (D(-1, 4).Sqrt() + D(1, 1)).Sqr().Exp();
        Assert.That(x.Decoration, Is.EqualTo(Decoration.Trv));
        Assert.That(x.Value.Contains(Math.E));
    }

    [Test]
    public void Domains_of_partial_operations_are_checked()
    {
        Assert.That((D(1, 2) / D(0, 1)).IsDefined, Is.False);
        Assert.That((D(1, 2) / D(1, 2)).Decoration, Is.EqualTo(Decoration.Com));
        Assert.That(D(0, 1).Sqrt().Decoration, Is.EqualTo(Decoration.Com));
        Assert.That(D(-1e-300, 1).Sqrt().IsDefined, Is.False);
        Assert.That(D(-1, 0).Log1p().IsDefined, Is.False);
        Assert.That(D(Math.BitIncrement(-1.0), 0).Log1p().IsContinuous);
        Assert.That(D(1, 2).Tan().IsDefined, Is.False);
        Assert.That(D(-1, 1).Tan().Decoration, Is.EqualTo(Decoration.Com));
        Assert.That(D(0, 1).Pow(-1).IsDefined, Is.False);
        Assert.That(D(-1, 1).Pow(-2).IsDefined, Is.False);
        Assert.That(D(-1, 1).Pow(3).Decoration, Is.EqualTo(Decoration.Com));
        Assert.That(D(0, 1).Pow(Rational.Half).IsContinuous);
        Assert.That(D(0, 1).Pow(-Rational.Half).IsDefined, Is.False);
        Assert.That(D(-8, 1).Pow(new Rational(1, 3)).IsDefined, Is.False);
    }

    [Test]
    public void Sign_is_defined_and_not_continuous_across_zero()
    {
        Assert.That(D(-1, 1).Sign().Decoration, Is.EqualTo(Decoration.Def));
        Assert.That(D(0, 1).Sign().Decoration, Is.EqualTo(Decoration.Def));
        Assert.That(D(1, 2).Sign().Decoration, Is.EqualTo(Decoration.Com));
        Assert.That(D(0, 0).Sign().Decoration, Is.EqualTo(Decoration.Com));
    }

    [Test]
    public void Overflow_and_unbounded_boxes_are_not_common()
    {
        Assert.That(D(0, 1000).Exp().Decoration, Is.EqualTo(Decoration.Dac));
        Assert.That(D(0, Inf).Tanh().Decoration, Is.EqualTo(Decoration.Dac));
        Assert.That((D(1e200, 1e200) * D(1e200, 1e200)).Decoration, Is.EqualTo(Decoration.Dac));
    }

    [Test]
    public void Empty_and_set_operations_are_trivial()
    {
        Assert.That(DecoratedInterval.Empty.Exp().Decoration, Is.EqualTo(Decoration.Trv));
        Assert.That(D(0, 1).Hull(D(2, 3)).Decoration, Is.EqualTo(Decoration.Trv));
        Assert.That(D(0, 1).Intersect(D(0, 3)).Decoration, Is.EqualTo(Decoration.Trv));
        Assert.That((DecoratedInterval.Empty + D(0, 1)).Decoration, Is.EqualTo(Decoration.Trv));
    }
}
