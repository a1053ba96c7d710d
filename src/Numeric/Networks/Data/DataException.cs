namespace BoundCheck.Numeric.Networks.Data;

/// <summary>What is wrong with a data file.</summary>
public enum DataFault
{
    /// <summary>The file can't be opened or read.</summary>
    Unreadable,

    /// <summary>The first bytes are not those of an IDX file of unsigned bytes.</summary>
    WrongMagic,

    /// <summary>The file ends before the values that its header announces (a truncated gz too).</summary>
    Truncated,

    /// <summary>The gz container is damaged.</summary>
    Damaged,

    /// <summary>There is more in the file than its header announces.</summary>
    Excess,

    /// <summary>The sizes are not usable, or those of images and labels disagree.</summary>
    Sizes,

    /// <summary>A label is out of range.</summary>
    Labels,

    /// <summary>All inputs are equal, so that they can't be standardised.</summary>
    Constant,
}

/// <summary>A data file that can't be used.</summary>
public sealed class DataException : Exception
{
    internal DataException(DataFault fault, string file, string message, Exception? inner = null)
        : base($"{file}: {message}", inner)
    {
        Fault = fault;
        File = file;
    }

    /// <summary>The kind of fault.</summary>
    public DataFault Fault { get; }

    /// <summary>The file or source.</summary>
    public string File { get; }
}
