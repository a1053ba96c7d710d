using System.Collections.Immutable;
using System.Reflection;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Proofs;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Numeric.Methods;

namespace BoundCheck.Bounds.Theory;

/// <summary>
/// A theorem: what it is about, its hypotheses with their domains, its conclusions with the kind of guarantee, its source and
/// proof, and how it is checked for a problem. The catalogue command, check, the JSON and the report all read these objects.
/// </summary>
/// <remarks>One sealed class a theorem, one file a class; a new class in this assembly is in the catalogue (docs/adding-a-theorem.md).</remarks>
public abstract class Theorem
{
    private static readonly Lazy<ImmutableArray<Theorem>> s_all = new(() => InOrder(
        typeof(Theorem).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Theorem)) && !t.IsAbstract)
            .Select(t => (Theorem)t.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!)));

    private static readonly AsyncLocal<ImmutableArray<Theorem>?> s_onTrial = new();

    /// <summary>All theorems in the natural order of their ids: T9 before T10, the T-theorems first.</summary>
    public static ImmutableArray<Theorem> All => s_onTrial.Value ?? s_all.Value;

    /// <summary>
    /// Adds a theorem to the catalogue of the current flow of execution until the result is disposed: for trying one out before it is a class of this
    /// assembly.
    /// </summary>
    internal static IDisposable Try(Theorem theorem) => new Trial(theorem);

    /// <summary>The identifier: T1, T2, ..., or of another letter.</summary>
    public abstract string Id { get; }

    /// <summary>A short title.</summary>
    public abstract string Title { get; }

    /// <summary>The class of problems, in one sentence.</summary>
    public abstract string Problem { get; }

    /// <summary>The hypotheses.</summary>
    public abstract ImmutableArray<HypothesisStatement> Hypotheses { get; }

    /// <summary>The conclusions.</summary>
    public abstract ImmutableArray<ConclusionStatement> Conclusions { get; }

    /// <summary>Author, year, number; "own" for results of this project.</summary>
    public abstract string Source { get; }

    /// <summary>What the conclusions rest on, from the verified proof index (<see cref="ProofIndex"/>).</summary>
    public virtual string Proof => ProofIndex.Current.Summary(Id, Conclusions.Select(c => c.Id));

    /// <summary>True for the theorems about large learning rates, which decide the exit code.</summary>
    public virtual bool IsLargeStep => true;

    /// <summary>Whether it is asked for objectives of a structure; a theorem about one class says so, and is not listed for others.</summary>
    /// <param name="structure">The structure.</param>
    public virtual bool IsAbout(Structure structure) => true;

    /// <summary>
    /// Whether it is a theorem about a method. Unless a theorem says otherwise it is one about gradient descent with a constant step, and is neither checked
    /// nor listed for another method.
    /// </summary>
    /// <param name="method">The method.</param>
    public virtual bool Covers(DescentMethod method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return method.IsPlain;
    }

    /// <summary>Whether it is checked for a structure under a method.</summary>
    public virtual bool IsAsked(Structure structure, DescentMethod method) => IsAbout(structure) && Covers(method);

    /// <summary>True for a law: simulated, not proved; its conclusions are expectations and never certified.</summary>
    public virtual bool IsLaw => false;

    /// <summary>Checks the hypotheses and computes the conclusions and implications for a problem; never throws for what a user can type.</summary>
    public abstract TheoremResult Check(Setting setting, CancellationToken cancellation);

    /// <summary>An objective that attains a bound of the theorem after K steps, or why none is given.</summary>
    /// <param name="question">The class of functions, the step and K.</param>
    public virtual WorstCase Attaining(WorstCaseQuestion question) => new NoWorstCase("no objective that attains a bound of this theorem is written out");

    /// <summary>What the theorem certifies of any start and step, from what is known of F; null where it has no such statement for this objective.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="regularity">What is known of F.</param>
    public virtual Region? RegionOf(Objective objective, RegularityReport regularity) => null;

    /// <summary>The same under a method; null where it has no such statement for the method.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="regularity">What is known of F.</param>
    /// <param name="method">The method.</param>
    public virtual Region? RegionUnder(Objective objective, RegularityReport regularity, DescentMethod method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return method.IsPlain ? RegionOf(objective, regularity) : null;
    }

    /// <summary>The regions of all theorems for an objective, those that are exact first.</summary>
    internal static ImmutableArray<Region> Regions(Objective objective, RegularityReport regularity, DescentMethod? method = null) =>
        [.. All.Where(t => t.Covers(method ?? GradientDescent.Instance))
            .Select(t => t.RegionUnder(objective, regularity, method ?? GradientDescent.Instance)).OfType<Region>()
            .OrderBy(r => r.Source.Guarantee != Guarantee.Tight)];

    /// <summary>One of this theorem's conclusions as the source of an implication.</summary>
    /// <exception cref="InvalidOperationException">There is none of that id.</exception>
    protected Source From(string conclusion) => new(Id, conclusion, Conclusions.Single(c => c.Id == conclusion).Guarantee);

    /// <summary>The statement of one hypothesis of this theorem.</summary>
    /// <exception cref="InvalidOperationException">There is none of that id.</exception>
    protected HypothesisStatement Statement(string id) => Hypotheses.Single(h => h.Id == id);

    private static ImmutableArray<Theorem> InOrder(IEnumerable<Theorem> theorems) =>
        [.. theorems.OrderBy(t => t.Id[0] != 'T').ThenBy(t => t.Id, s_natural)];

    private static readonly Comparer<string> s_natural = Comparer<string>.Create((a, b) => string.CompareOrdinal(Padded(a), Padded(b)));

    /// <summary>T9 as T0009 and T0a as T0000a, so that ordinal order is the natural one.</summary>
    private static string Padded(string id)
    {
        string letters = string.Concat(id.TakeWhile(char.IsAsciiLetter)), digits = string.Concat(id.Skip(letters.Length).TakeWhile(char.IsAsciiDigit));
        return letters + digits.PadLeft(4, '0') + id[(letters.Length + digits.Length)..];
    }

    private sealed class Trial : IDisposable
    {
        private readonly ImmutableArray<Theorem>? _before = s_onTrial.Value;

        internal Trial(Theorem theorem) => s_onTrial.Value = InOrder(All.Append(theorem));

        public void Dispose() => s_onTrial.Value = _before;
    }
}
