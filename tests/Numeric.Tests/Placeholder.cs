namespace BoundCheck.Numeric.Tests;
