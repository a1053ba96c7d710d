using System.Collections.Concurrent;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Capture;

/// <summary>The starts of a box from which every run is certified to be caught by a minimiser (K1), found by cutting the box into cells.</summary>
/// <remarks>
/// Enclosures of the iterates of all starts of a cell are followed until one is caught as a whole; a cell where that fails is cut. No start is left out of a
/// cell.
/// </remarks>
public sealed class CapturedStarts
{
    /// <summary>Steps that the enclosures of a cell are followed.</summary>
    private const int Longest = 400;

    /// <summary>After so many steps, a test for capture every so many.</summary>
    private const int Each = 4;

    /// <summary>Images of cells this wide, relatively, are not followed: their cells are cut.</summary>
    private const double Wide = 0.4;

    private const double Far = 1e6;

    /// <summary>The box is cut into so many blocks first, each with a budget of its own: the answer does not depend on the number of threads.</summary>
    private const int Blocks = 64;

    /// <summary>About so many operations on intervals for all blocks.</summary>
    private const long Work = 4_000_000_000;

    private readonly Interval[] _box;
    private readonly double[] _finest;
    private readonly HashSet<Interval[]> _cells = new(new SameBox());

    private CapturedStarts(Interval[] box, double[] finest, IEnumerable<Interval[]> cells, Interval step, bool isComplete)
    {
        (_box, _finest, Step, IsComplete) = (box, finest, step, isComplete);
        _cells.UnionWith(cells);
        Share = Part(_cells, box);
        Region = new Region(Capture.OfStarts, Decide, (_, _) => new UndecidedStarts("certified cell by cell"));
    }

    /// <summary>The step sizes it holds for.</summary>
    public Interval Step { get; }

    /// <summary>The share of the box that is certified, rounded down.</summary>
    public double Share { get; }

    /// <summary>The number of certified cells.</summary>
    public int Cells => _cells.Count;

    /// <summary>Whether every cell was looked at down to the finest width; else the work limit was reached somewhere.</summary>
    public bool IsComplete { get; }

    /// <summary>Where it is proved.</summary>
    public Source Source => Region.Source;

    /// <summary>The certified starts as a region: a state is the point in the order of the variables.</summary>
    internal Region Region { get; }

    /// <summary>Certifies starts of a box; null with the reason when the objective has no enclosure.</summary>
    /// <param name="f">The objective in scalar variables.</param>
    /// <param name="box">A bounded box of starts, a point in variables that are not varied.</param>
    /// <param name="finest">Cells this narrow in a variable are not cut there.</param>
    /// <param name="steps">h_k.</param>
    /// <param name="step">The step sizes, positive, that h_k are enclosed for.</param>
    /// <param name="threads">Threads; the answer does not depend on it.</param>
    /// <param name="reason">Why there is none.</param>
    /// <param name="cancellation">Throws.</param>
    internal static CapturedStarts? Of(Expr f, Interval[] box, double[] finest, RunSteps steps, Interval step, int threads, out string? reason,
        CancellationToken cancellation)
    {
        var variables = f.Variables();
        if (CaptureTest.Of(f, variables, out reason) is not { } first)
            return null;
        if (steps.Tail(Longest) is null)
        {
            reason = "that the steps are positive and bounded with an infinite sum is not proved";
            return null;
        }
        var blocks = BlocksOf(box, finest).ConvertAll(b => new Block(b, finest, cancellation));
        var tests = new ConcurrentBag<CaptureTest> { first };
        long left = Work;
        // What easy blocks leave is shared among the others.
        for (var open = blocks; open.Count > 0 && left > Work / Blocks; open = [.. blocks.Where(b => !b.IsComplete)])
        {
            long share = left / open.Count;
            Parallel.ForEach(open, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, block =>
            {
                if (!tests.TryTake(out var test))
                    test = CaptureTest.Of(f, variables, out _)!;
                block.Spent = block.Certify(test, steps, new Budget(share, cancellation));
                tests.Add(test);
            });
            left -= open.Sum(b => b.Spent);
        }
        return new(box, finest, blocks.SelectMany(b => b.Certified), step, blocks.TrueForAll(b => b.IsComplete));
    }

    /// <summary>A part of the box with its own search.</summary>
    private sealed class Block
    {
        private readonly double[] _finest;
        private readonly Subdivision<Interval[]> _search;

        internal Block(Interval[] box, double[] finest, CancellationToken cancellation)
        {
            _finest = finest;
            _search = Subdivision<Interval[]>.BestFirst(
                cell => Cut(cell, finest), cell => new(cell, cell.Max(side => side.Width)), new Budget(long.MaxValue, cancellation));
            _search.Add(box);
        }

        internal List<Interval[]> Certified { get; } = [];

        internal bool IsComplete { get; private set; }

        /// <summary>Work of the last search.</summary>
        internal long Spent { get; set; }

        /// <summary>Goes on with the search; the work it took.</summary>
        internal long Certify(CaptureTest test, RunSteps steps, Budget work)
        {
            long given = work.Left;
            IsComplete = _search.Run(cell =>
            {
                var caught = IsCaught(test, cell, steps, work);
                if (work.IsExhausted && caught != true)
                    return Fate.Final;
                if (caught == true)
                    Certified.Add(cell);
                // Parts of a cell that is only slow are as slow, and the finest cells have been asked.
                return caught is null && Cut(cell, _finest) is not null ? Fate.Open : Fate.Settled;
            }) == Ending.Covered;
            return given - work.Left;
        }
    }

    /// <summary>True: all runs from the cell are caught. False: not within the steps that are followed. Null: the images of the cell became too wide.</summary>
    private static bool? IsCaught(CaptureTest test, Interval[] cell, RunSteps steps, Budget work)
    {
        var at = cell;
        for (int k = 0; k < Longest && work.Spend(3 * test.Work); k++)
        {
            // Images shrink towards the end: a test now and then loses nothing.
            if ((k < Each || k % Each == 0) && steps.Tail(k) is { } tail && test.From(at, tail, steps.NormBound) is not null)
                return true;
            if (test.Image(at, steps.At(k), steps.NormBound) is not { } next
                || !next.All(x => x is { IsEmpty: false, Mag: < Far } && x.Width < Wide * Math.Max(1, x.Mag)))
                return null;
            at = next;
        }
        return false;
    }

    /// <summary>A cell cut across the axis that is widest measured by its finest width; null where none is wider.</summary>
    private static (Interval[] Low, Interval[] High)? Cut(Interval[] cell, double[] finest)
    {
        int axis = -1;
        double widest = 1;
        for (int i = 0; i < cell.Length; i++)
        {
            if (cell[i].Width / finest[i] > widest)
                (axis, widest) = (i, cell[i].Width / finest[i]);
        }
        return axis >= 0 && Cuts.InHalf(cell[axis]) is var (low, high) ? (BoxTools.With(cell, axis, low), BoxTools.With(cell, axis, high)) : null;
    }

    private static List<Interval[]> BlocksOf(Interval[] box, double[] finest)
    {
        List<Interval[]> blocks = [box];
        for (int count = 0; count < blocks.Count && blocks.Count < Blocks;)
        {
            count = blocks.Count;
            blocks = [.. blocks.SelectMany(b => Cut(b, finest) is var (low, high) ? new[] { low, high } : [b])];
        }
        return blocks;
    }

    private static double Part(IEnumerable<Interval[]> cells, Interval[] box)
    {
        Interval all = Volume(box), sum = Interval.Zero;
        foreach (var cell in cells)
            sum += Volume(cell);
        return Math.Clamp((sum / all).Lo, 0, 1);

        static Interval Volume(Interval[] sides) => sides.Where(s => !s.IsPoint)
            .Aggregate(Interval.One, (product, s) => product * (Interval.Point(s.Hi) - Interval.Point(s.Lo)));
    }

    private CellVerdict Decide(ReadOnlySpan<Interval> state, Interval step) =>
        Step.Contains(step) && state.Length == _box.Length && Holds(_box, state.ToArray()) ? CellVerdict.Converges : CellVerdict.None;

    /// <summary>Whether a point lies in a certified cell, along the cuts that led to it.</summary>
    private bool Holds(Interval[] cell, Interval[] point) => BoxTools.Contains(cell, point)
        && (_cells.Contains(cell) || Cut(cell, _finest) is var (low, high) && (Holds(low, point) || Holds(high, point)));

    private sealed class SameBox : IEqualityComparer<Interval[]>
    {
        public bool Equals(Interval[]? x, Interval[]? y) => x!.AsSpan().SequenceEqual(y);

        public int GetHashCode(Interval[] box) => box.Aggregate(0, HashCode.Combine);
    }
}
