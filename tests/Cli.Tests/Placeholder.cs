namespace BoundCheck.Cli.Tests;
