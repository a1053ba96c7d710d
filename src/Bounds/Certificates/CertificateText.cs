using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BoundCheck.Bounds.Certificates;

/// <summary>Certificates as JSON. What is missing, unknown or of another type is an error, so that a certificate means what it says.</summary>
internal static class CertificateText
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 400,
        WriteIndented = true,
        IndentSize = 1,
    };

    /// <summary>The text of some certificates: an array.</summary>
    internal static byte[] Write(IReadOnlyList<Certificate> certificates) =>
        JsonSerializer.SerializeToUtf8Bytes(certificates.Count == 1 ? (object)certificates[0] : certificates, s_options);

    /// <summary>The certificates of a text: one object, or an array of them.</summary>
    /// <param name="text">JSON in UTF-8.</param>
    /// <param name="malformed">What is wrong with the text; null when nothing is.</param>
    internal static IReadOnlyList<Certificate> Read(byte[] text, out string? malformed)
    {
        malformed = null;
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = s_options.MaxDepth });
            bool many = reader.Read() && reader.TokenType == JsonTokenType.StartArray;
            var read = many ? JsonSerializer.Deserialize<Certificate?[]>(text, s_options) : [JsonSerializer.Deserialize<Certificate>(text, s_options)];
            if (read is { Length: > 0 } && Array.TrueForAll(read, c => c is not null && IsWhole(c)))
                return read!;
            malformed = "no certificate stands there, or one has an empty place";
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            malformed = e.Message;
        }
        return [];
    }

    // Arrays take null elements.
    private static bool IsWhole(Certificate certificate) =>
        AreWhole(certificate.Defined) && (certificate.Proof is null || AreWhole(certificate.Proof.Parts));

    private static bool AreWhole(ImmutableArray<ProofStep> steps) => !steps.IsDefault && steps.All(s => s is not null && AreWhole(s.Parts));
}
