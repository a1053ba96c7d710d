namespace BoundCheck.Bounds.Tests;
