using BoundCheck.Bounds.Numbers;

namespace BoundCheck.Bounds.Theory;

/// <summary>How much of a statement its exceptional starts take away.</summary>
public enum ExceptionKind
{
    /// <summary>There are no exceptions.</summary>
    None,

    /// <summary>The exceptional starts are proved to be a null set.</summary>
    NullSet,

    /// <summary>Whether the exceptional starts are a null set is not proved.</summary>
    Undecided,
}

/// <summary>The starts (or events of a run) that a statement leaves out.</summary>
/// <param name="Kind">How many they are.</param>
/// <param name="Event">What happens at them, such as "some h F'(s_k) = 1 exactly (A_k = 0)"; empty without exceptions.</param>
/// <param name="Note">Why there are none, or why nothing is known of them; empty where there is nothing to add.</param>
public sealed record Exceptions(ExceptionKind Kind, string Event, string Note = "")
{
    /// <summary>The statement holds without exception.</summary>
    public static Exceptions None { get; } = new(ExceptionKind.None, "");

    /// <summary>No start is left out, for a reason worth saying.</summary>
    public static Exceptions NoneAs(string why) => new(ExceptionKind.None, "", why);

    /// <summary>Whether the statement holds for this start, up to a proved null set.</summary>
    public bool AreNegligible => Kind != ExceptionKind.Undecided;

    /// <summary>" unless ...", or the note in parentheses, to follow a statement; empty where there is nothing to say.</summary>
    public string Clause => Kind switch
    {
        ExceptionKind.None => Note.Length == 0 ? "" : $" ({Note})",
        ExceptionKind.NullSet => $" unless {Event}, which a null set of starts does",
        _ => $" unless {Event}{(Note.Length == 0 ? "" : $"; {Note}")}",
    };
}
