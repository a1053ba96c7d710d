namespace BoundCheck.Numeric.Ranges.Germs;

/// <summary>An expansion at an end of the domain could not be made; the message says why. A smaller neighbourhood may help.</summary>
internal sealed class GermException(string message) : Exception(message);
