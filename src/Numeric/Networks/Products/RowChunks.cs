namespace BoundCheck.Numeric.Networks.Products;

/// <summary>Fixed pieces of a range of rows, run in order or by several threads; what a piece computes depends on the piece alone.</summary>
internal sealed class RowChunks
{
    private readonly ParallelOptions? _parallel;

    internal RowChunks(int rows, int size, int threads)
    {
        Rows = rows;
        Size = size;
        Count = (rows + size - 1) / size;
        _parallel = threads > 1 && Count > 1 ? new ParallelOptions { MaxDegreeOfParallelism = threads } : null;
    }

    internal int Rows { get; }

    internal int Size { get; }

    internal int Count { get; }

    /// <summary>The first row of a piece.</summary>
    internal int First(int chunk) => chunk * Size;

    /// <summary>The rows of a piece.</summary>
    internal int Length(int chunk) => Math.Min(Size, Rows - chunk * Size);

    internal void Run(Action<int> piece)
    {
        if (_parallel is not null)
        {
            Parallel.For(0, Count, _parallel, piece);
            return;
        }
        for (int i = 0; i < Count; i++)
            piece(i);
    }
}
