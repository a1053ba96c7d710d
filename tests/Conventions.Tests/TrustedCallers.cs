using System.Reflection;
using System.Reflection.Emit;
using System.Text;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Conventions.Tests;

/// <summary>What skips a check, as marked, with every type that calls it, found in the compiled code.</summary>
internal static class TrustedCallers
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly[] s_layers = [typeof(Expr).Assembly, typeof(Interval).Assembly, typeof(Verdict).Assembly, typeof(Cli.Program).Assembly];

    private static readonly Dictionary<int, OpCode> s_codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => (int)(ushort)c.Value);

    internal static IEnumerable<(MethodBase Member, string Unchecked)> Trusted() => s_layers.SelectMany(a => a.GetTypes()).SelectMany(Members)
        .Select(m => (Member: m, Mark: m.GetCustomAttribute<TrustedAttribute>())).Where(m => m.Mark is not null)
        .Select(m => (m.Member, m.Mark!.Unchecked)).OrderBy(m => m.Member.DeclaringType!.Name, StringComparer.Ordinal);

    private static IEnumerable<MethodBase> Members(Type type) => type.GetMethods(Everything).Concat<MethodBase>(type.GetConstructors(Everything));

    private static readonly Lazy<ILookup<MethodBase, string>> s_callers = new(() => s_layers.SelectMany(a => a.GetTypes())
        .SelectMany(type => Members(type).SelectMany(m => Called(m).Select(c => (Callee: c, Caller: Outermost(type)))))
        .ToLookup(c => c.Callee, c => c.Caller));

    internal static IEnumerable<string> Callers(MethodBase member) => s_callers.Value[member].Distinct().Order(StringComparer.Ordinal);

    // Closures and iterators belong to the type that was written.
    private static string Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type.Name.Split('`')[0];
    }

    internal static string Table()
    {
        var text = new StringBuilder("| takes the caller's word | for | called by |\n|---|---|---|\n");
        foreach (var (member, what) in Trusted())
        {
            string name = member.IsConstructor ? $"new {member.DeclaringType!.Name}" : $"{member.DeclaringType!.Name}.{member.Name}";
            text.Append($"| `{name}` | {what} | {string.Join(", ", Callers(member))} |\n");
        }
        return text.ToString();
    }

    /// <summary>The methods that the code of a method calls (ECMA-335, III).</summary>
    private static IEnumerable<MethodBase> Called(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (int at = 0; at < code.Length;)
        {
            int value = code[at++];
            var op = s_codes[value == 0xFE ? 0xFE00 | code[at++] : value];
            if (op.OperandType is OperandType.InlineMethod or OperandType.InlineTok
                && method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod) is MethodBase called)
                yield return called;
            at += op.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }
}
