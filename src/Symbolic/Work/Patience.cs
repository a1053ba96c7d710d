using System.Runtime.ExceptionServices;

namespace BoundCheck.Symbolic;

/// <summary>Asks questions that may notice a cancellation late, or not at all, without waiting for them longer than a grace.</summary>
/// <remarks>
/// Long loops look at their token, but a single step (the greatest common divisor of two large polynomials, a number to a million digits) may last. Who puts
/// finished
/// parts together asks each part through here, so that one that does not stop costs itself only.
/// </remarks>
public static class Patience
{
    /// <summary>What one question has, after a cancellation, to stop by itself.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromSeconds(1);

    /// <summary>The answer of a question that is asked on a thread of its own when the token can be cancelled.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellation">The caller's token.</param>
    /// <param name="graces">Graces to wait: 1 for a question that asks no other through here, more for one that does.</param>
    /// <exception cref="OperationCanceledException">
    /// Cancelled, and no answer came within the grace. The thread, if it still runs, is left behind and ends with the process.
    /// </exception>
    public static T Ask<T>(Func<T> question, CancellationToken cancellation, int graces = 1)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (!cancellation.CanBeCanceled)
            return question();
        cancellation.ThrowIfCancellationRequested();
        T? answer = default;
        ExceptionDispatchInfo? failure = null;
        var ended = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            try
            {
                answer = question();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
            ended.Set();
        })
        { IsBackground = true, Name = "question" };
        thread.Start();
        try
        {
            ended.Wait(cancellation);
        }
        catch (OperationCanceledException) when (ended.Wait(graces * Grace))
        {
        }
        failure?.Throw();
        return answer!;
    }
}
