namespace BoundCheck.Symbolic.Tests;
