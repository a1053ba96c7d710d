using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BoundCheck.Bounds.Certificates;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Certificates;

/// <summary>Certificates changed at random: whatever is still accepted is accepted for the claim that was proved, or for another one that is true.</summary>
public sealed partial class CorruptionTests
{
    private static readonly (string Claim, string On, string Where)[] s_claims =
    [
        ("x - x^2 - 1/10 <= log(1+x)", "x=[0,1]", ""), ("1 + x <= exp(x)", "x=(-inf,inf)", ""), ("x/(1+x) <= log(1+x)", "x=(-1,inf)", ""),
        ("cosh(x)^2 == 1 + sinh(x)^2", "x=(-inf,inf)", ""), ("abs(log(1+x)-x) <= 2*x^2", "x=[-1/2,1/2]", ""), ("x*y <= 1", "x=[0,1]; y=[0,3]", "x + y <= 2"),
        ("tanh(x) < 1", "x=(-inf,inf)", ""), ("-1/e <= x*log(x)", "x=(0,inf)", ""), ("abs(pi - 3.14159265358979) < 1/10^13", "", ""),
        ("b^2 > 4*a*c", "a=(0,inf)", "a*t^2 + b*t + c < 0"), ("x*y <= (x^2+y^2)/2", "", ""),
    ];

    [TestCase(100)]
    [TestCase(1_000, Explicit = true, Reason = "a campaign of minutes")]
    public void A_corrupted_certificate_proves_nothing_false(int corruptions)
    {
        var random = new Random(2026);
        var whole = s_claims.Select(c => (c.Claim, c.On, c.Where, Text: Make(c.Claim, c.On, c.Where))).ToList();
        int changed = 0, refused = 0, same = 0, other = 0;
        for (int i = 0; i < corruptions; i++)
        {
            var (claim, on, where, text) = whole[random.Next(whole.Count)];
            var node = JsonNode.Parse(text)!;
            for (int n = random.Next(3); n >= 0; n--)
                Corrupt(random, node, JsonNode.Parse(whole[random.Next(whole.Count)].Text)!);
            string altered = node.ToJsonString();
            if (altered == JsonNode.Parse(text)!.ToJsonString())
                continue;
            changed++;
            if (CertificateFile.Verify(Encoding.UTF8.GetBytes(altered), out _) is not [{ Check.IsAccepted: true } found])
                refused++;
            else if ((found.Claim, found.On, found.Where) == (claim, on, where))
                same++;
            else
            {
                other++;
                var asked = ClaimParser.Parse(found.Claim, found.On, found.Where).Claim!;
                Assert.That(Prover.Decide(asked).IsRefuted, Is.False, altered);
            }
        }
        TestContext.Out.WriteLine($"{changed} changed: {refused} refused, {same} still prove their claim, {other} prove another that is not refuted");
        Assert.That(refused, Is.GreaterThan(changed / 2));
        Assert.That(changed, Is.GreaterThan(corruptions / 2));
    }

    // One change at a random place: a number in a text, a number, a truth value, a part dropped, doubled or moved, or what stands there in another certificate.
    private static void Corrupt(Random random, JsonNode node, JsonNode foreign)
    {
        var places = Places(node).ToList();
        var place = places[random.Next(places.Count)];
        switch (place)
        {
            case JsonArray { Count: > 0 } array when random.Next(2) == 0:
                array.RemoveAt(random.Next(array.Count));
                break;
            case JsonArray { Count: > 0 } array:
                array.Insert(random.Next(array.Count + 1), array[random.Next(array.Count)]?.DeepClone());
                break;
            case JsonValue value when value.TryGetValue(out string? text) && Number().Matches(text) is { Count: > 0 } numbers && random.Next(4) > 0:
                var number = numbers[random.Next(numbers.Count)];
                value.ReplaceWith(text[..number.Index] + Another(random, number.Value) + text[(number.Index + number.Length)..]);
                break;
            case JsonValue value when value.TryGetValue(out string? text) && Comparison().Match(text) is { Success: true } sign && random.Next(2) == 0:
                value.ReplaceWith(text.Remove(sign.Index, sign.Length).Insert(sign.Index, ((string[])["<", "<=", ">", ">=", "==", "!="])[random.Next(6)]));
                break;
            case JsonValue value when value.TryGetValue(out int count):
                value.ReplaceWith(count + random.Next(-3, 4));
                break;
            case JsonValue value when value.TryGetValue(out bool flag):
                value.ReplaceWith(!flag);
                break;
            case var _ when place.Parent is JsonObject owner:
                string name = place.GetPropertyName();
                var instead = Places(foreign).Where(p => p.Parent is JsonObject && p.GetPropertyName() == name).ToList();
                owner[name] = instead.Count == 0 ? null : instead[random.Next(instead.Count)].DeepClone();
                break;
        }
    }

    private static string Another(Random random, string number) => random.Next(4) switch
    {
        0 => "0",
        1 => number + random.Next(10).ToString(CultureInfo.InvariantCulture),
        2 => random.Next(1, 5).ToString(CultureInfo.InvariantCulture),
        _ => number[..^1] + random.Next(10).ToString(CultureInfo.InvariantCulture),
    };

    private static IEnumerable<JsonNode> Places(JsonNode node) => node switch
    {
        JsonObject o => o.Select(p => p.Value).OfType<JsonNode>().SelectMany(Places).Append(node),
        JsonArray a => a.OfType<JsonNode>().SelectMany(Places).Append(node),
        _ => [node],
    };

    private static byte[] Make(string claim, string on, string where)
    {
        var parsed = ClaimParser.Parse(claim, on, where).Claim!;
        var file = new CertificateFile();
        file.Add(new(claim, on, where, new Dictionary<string, Expr>()), parsed, Prover.Decide(parsed));
        Assert.That(file.Reason, Is.Null, claim);
        return file.ToJson();
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex("[<>]=?|[=!]=")]
    private static partial Regex Comparison();
}
