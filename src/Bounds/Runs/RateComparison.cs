using System.Collections.Immutable;
using BoundCheck.Bounds.Catalogue;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Runs;

/// <summary>The rate bounds of T1 and T2 beside the measured values at the run's checkpoints.</summary>
/// <remarks>A bound that uses the state at step K (T1.C4, T2.C3) is evaluated at the measured state: a comparison, not a certificate.</remarks>
internal static class RateComparison
{
    internal static ImmutableArray<RateRow> Rows(Study study, Measurement run)
    {
        var rows = ImmutableArray.CreateBuilder<RateRow>();
        bool Applies(string id) => study.Theorems.Any(t => t.Theorem.Id == id && t.Applies.IsProved);
        var setting = study.Setting;
        var h = setting.Step;
        if (Applies("T1") && BetaOfT1(study) is { } beta)
        {
            Certified hb = h * beta, w0 = Triangle.W(setting, beta), gamma = Triangle.Gamma(setting, beta);
            var rates = new SectorRates(setting, beta);
            foreach (var k in run.Checkpoints.Where(k => k.K > 0 && Usable(k)))
            {
                if (setting.CentreIsZero == false && k.K <= int.MaxValue && rates.GradientAt((int)k.K).Bound is { } gradient && double.IsFinite(k.MinAbsSlope))
                    rows.Add(new("T1.C5", "min h|F'(s)|, a priori", k.K, Upper(gradient), Hi(h * Exactly(k.MinAbsSlope))));
                if (setting.CentreIsZero == true)
                {
                    double measured = Hi(h * hb * Exactly(k.MinSlopeTimesS));
                    rows.Add(new("T1.C3", "min h^2*β*s*F'(s), a priori", k.K, Upper(Root(4 / (4 - w0), k.K) - 1), measured));
                    rows.Add(new("T1.C3", "min h^2*β*s*F'(s), with the measured p_K", k.K, Upper(Root((4 - hb * Exactly(k.P)) / (4 - w0), k.K) - 1), measured));
                }
                else if (double.IsFinite(k.SumPsi) && (setting.Mirrored ? k.A : k.B) is > 0 and var lost)
                {
                    // A B_K of 0, or below the doubles, bounds nothing.
                    var u = Exactly(setting.Mirrored ? -k.U : k.U);
                    var wK = hb * Exactly(k.P) - hb.Square() * setting.Centre! * u;
                    var bK = Exactly(lost);
                    var bound = Certified.Log((4 - wK) / (4 - w0)) + gamma * Rational.Half * Certified.Log(setting.B / bK);
                    rows.Add(new("T1.C4", "sum of Ψ(h F'(s_k))", k.K, Upper(bound), k.SumPsi));
                }
            }
        }
        if (Applies("T2") && setting.D.Sign() == 1)
        {
            foreach (var k in run.Checkpoints.Where(k => k.K > 0 && Usable(k)))
                rows.Add(new("T2.C3", "min of min(h^2F'^2, 2 - h^2F'^2)", k.K, Upper(1 - Root(Exactly(k.D) / setting.D, 2 * k.K)), k.MinTau));
        }
        return rows.ToImmutable();
    }

    private static Certified? BetaOfT1(Study study) =>
        study.Theorems.First(t => t.Theorem.Id == "T1").Conclusions.FirstOrDefault(c => c.Name == "beta")?.Value as Certified;

    private static bool Usable(Checkpoint k) => double.IsFinite(k.P) && double.IsFinite(k.D) && double.IsFinite(k.U) && double.IsFinite(k.A) && double.IsFinite(k.B) && double.IsFinite(k.MinSlopeTimesS);

    private static Certified Exactly(double measured) => Rational.FromDouble(measured);

    private static double Hi(Certified value) => value.ToInterval().Hi;

    private static double? Upper(Certified bound) => double.IsFinite(Hi(bound)) ? Hi(bound) : null;

    private static Certified Root(Certified value, long k) => value.Sign() == 0 ? 0 : Certified.Exp(Certified.Log(value) / (Rational)k);
}
