using System.Text.Json;
using BoundCheck.Bounds.Problems;

namespace BoundCheck.Cli.Output;

internal static partial class JsonOutput
{
    /// <summary>The block method, where it is not gradient descent with a constant step; parameters are exact, as texts.</summary>
    internal static void WriteMethod(Utf8JsonWriter json, Problem problem)
    {
        if (problem.Method.IsPlain)
            return;
        json.WriteStartObject("method");
        json.WriteString("name", problem.Method.Name);
        json.WriteString("text", problem.Method.Description);
        json.WriteCertified("step", problem.Step);
        foreach (var parameter in problem.Method.Parameters)
            json.WriteString(parameter.Name, parameter.Text);
        json.WriteEndObject();
    }
}
