using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>A run that is exactly on a minimiser stays there, however unstable it is: 2/h bounds the limit sharpness of no such run.</summary>
public sealed class ExactLandingTests
{
    [Test]
    public void A_start_on_an_unstable_minimiser_has_its_own_sharpness_as_the_limit()
    {
        // p = 25.04, h = 1/10: hφ = 2.504, and W_0 = hp < 4.
        var study = Study("(x*y-1)^2/2", "1/10", ("x", "5"), ("y", "1/5"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of(study, "T1").Applies.IsProved);
            Assert.That(study.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Certified));
            Assert.That(study.Prediction.LimitSharpnessAtMost!.ToInterval().Lo, Is.GreaterThan(25.0399));
            Assert.That(Of(study, "T1").Conclusions.Select(c => c.Name), Has.None.EqualTo("pLimitAtMost"));
        }
    }

    [Test]
    public void A_landing_after_one_step_is_followed_exactly()
    {
        // s_0 = 0, g_0 = -1, p = 3: s_1 = h p = 1 for h = 1/3, and p_1 = p(1 + h²) = 10/3.
        var study = Study("(x*y-1)^2/2", "1/3", ("x", "sqrt(3)"), ("y", "0"));
        var rational = Study("(x*y-1)^2/2", "1/4", ("x", "2"), ("y", "0"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rational.Setting.Landing?.K, Is.EqualTo(1));
            Assert.That(rational.Prediction.LimitSharpnessAtMost!.ToInterval().Contains(4.25));
            Assert.That(study.Prediction.LimitSharpnessAtMost, Is.Not.Null);
        }
    }

    [Test]
    public void A_start_beyond_W_4_that_steps_onto_a_minimiser_is_not_excluded()
    {
        // s_0 = 0, w = -h: s_1 = h p = 1 with p = 1/h; W_0 = hp + h² = 17 for h = 4.
        var exact = Study("(x*y-1)^2/2", "4", ("x", "1/2"), ("y", "0"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exact.Setting.Landing?.K, Is.EqualTo(1));
            Assert.That(exact.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Open));
            Assert.That(Study("(x*y-1)^2/2", "4", ("x", "2"), ("y", "1/4")).Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Excluded));
        }
    }

    [Test]
    public void An_ordinary_start_keeps_the_bound_two_over_h()
    {
        var study = Study("(x*y-1)^2/2", "17/20", ("x", "2"), ("y", "1/5"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(study.Setting.Landing, Is.Null);
            Assert.That(study.Prediction.Implications.OfType<SharpnessCap>().Single(c => c.Source.Theorem == "P1b").Most.Exact, Is.EqualTo(new Symbolic.Rational(40, 17)));
            Assert.That(Of(study, "T1").Conclusions.Select(c => c.Name), Has.Some.EqualTo("pLimitAtMost"));
        }
    }

    [Test]
    public void A_start_of_T8_on_the_minimiser_is_not_bounded_by_two()
    {
        // u_0 = 0 and hβ sqrt(D_0) = 0.2 * 10.5 = 2.1: the run rests at hφ = 2.1.
        var study = Study("log(1+(x*y)^2)/2", "1/5", ("x", "sqrt(21/2)"), ("y", "0"));
        Assert.That(Of(study, "T8").Applies.IsProved);
        Assert.That(Of(study, "T8").Conclusions.Select(c => c.Name), Has.None.EqualTo("hPhiLimitAtMost"));
    }
}
