using System.Collections.Immutable;
using System.Reflection;
using BoundCheck.Bounds.Proofs;

namespace BoundCheck.Bounds.Catalogue;

/// <summary>
/// A theorem: what it is about, its hypotheses with their domains, its conclusions with the kind of guarantee, its source and
/// proof, and how it is checked for a problem. The catalogue command, check, the JSON and the report all read these objects.
/// </summary>
/// <remarks>One sealed class a theorem, one file a class; a new class in this assembly is in the catalogue (docs/adding-a-theorem.md).</remarks>
public abstract class Theorem
{
    private static readonly Lazy<ImmutableArray<Theorem>> s_all = new(() =>
        [.. typeof(Theorem).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Theorem)) && !t.IsAbstract)
            .Select(t => (Theorem)t.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!)
            .OrderBy(t => t.Id, StringComparer.Ordinal)]);

    /// <summary>All theorems, by id.</summary>
    public static ImmutableArray<Theorem> All => s_all.Value;

    /// <summary>The identifier: T1, T2, ...</summary>
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
    public virtual string Proof => ProofIndex.Current.Summary(this);

    /// <summary>True for the theorems about large learning rates, which decide the exit code.</summary>
    public virtual bool IsLargeStep => true;

    /// <summary>True for a law: simulated, not proved; its conclusions are expectations and never certified.</summary>
    public virtual bool IsLaw => false;

    /// <summary>Checks the hypotheses and computes the conclusions for a problem; never throws for what a user can type.</summary>
    public abstract TheoremResult Check(Setting setting, CancellationToken cancellation);

    /// <summary>The statement of one hypothesis of this theorem.</summary>
    /// <exception cref="InvalidOperationException">There is none of that id.</exception>
    protected HypothesisStatement Statement(string id) => Hypotheses.Single(h => h.Id == id);
}
