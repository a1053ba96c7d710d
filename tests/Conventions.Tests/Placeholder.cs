namespace BoundCheck.Conventions.Tests;
