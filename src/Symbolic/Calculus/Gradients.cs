using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>Gradients and Hessians; valid off the kinks (see <see cref="Kinks"/>).</summary>
public static class Gradients
{
    /// <summary>The partial derivatives, in the order of the variables.</summary>
    /// <exception cref="ArgumentException">A vector variable of open dimension occurs, or a variable is no scalar.</exception>
    public static ImmutableArray<Expr> Gradient(Expr expr, ImmutableArray<Expr> variables)
    {
        ArgumentNullException.ThrowIfNull(expr);
        return [.. variables.Select(expr.Derivative)];
    }

    /// <summary>The second partial derivatives, row by row; symmetric by construction: the entry (j, i) is the object (i, j).</summary>
    /// <remarks>Where f is C^2 the order of differentiation does not matter (Schwarz); elsewhere the entry is d/dv_j of df/dv_i for i &lt;= j.</remarks>
    /// <exception cref="ArgumentException">A vector variable of open dimension occurs, or a variable is no scalar.</exception>
    public static ImmutableArray<ImmutableArray<Expr>> Hessian(Expr expr, ImmutableArray<Expr> variables)
    {
        var gradient = Gradient(expr, variables);
        int n = variables.Length;
        var rows = new Expr[n][];
        for (int i = 0; i < n; i++)
        {
            rows[i] = new Expr[n];
            for (int j = 0; j < n; j++)
                rows[i][j] = j < i ? rows[j][i] : gradient[i].Derivative(variables[j]);
        }
        return [.. rows.Select(r => r.ToImmutableArray())];
    }
}
