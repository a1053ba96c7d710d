using System.Collections.Immutable;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>
/// The table of a region certificate as data, layer by layer from below: cell (j, i) is υ_i &lt;= υ &lt;= υ_(i+1), D_(j-1) &lt;= d &lt;= D_j (layer 0: from 0)
/// with υ = hF''(c)u, u negated where c &lt; 0, and d = (hF''(c))² D.
/// </summary>
/// <param name="Columns">The borders υ_0 &lt; υ_1 &lt; ...</param>
/// <param name="Layers">The upper ends D_0 &lt; D_1 &lt; ...</param>
/// <param name="Counts">For each tolerance the counts of the cells, columns within layers.</param>
/// <param name="Floors">The lower bounds of hφ_∞ of the cells; +infinity for a cell without any start.</param>
public sealed record RegionCells(double[] Columns, double[] Layers, ImmutableArray<int[]> Counts, float[] Floors);
