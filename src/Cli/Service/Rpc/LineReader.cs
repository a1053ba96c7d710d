namespace BoundCheck.Cli.Service.Rpc;

/// <summary>Reads lines of bytes of limited length from a stream.</summary>
internal sealed class LineReader(Stream stream, int mostBytes)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _at, _end;

    /// <summary>The next line without its end; null at the end of the stream. A line that is too long is left out and said so.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal async ValueTask<(byte[] Line, bool TooLong)?> Read(CancellationToken cancellation)
    {
        using var line = new MemoryStream();
        bool any = false, tooLong = false;
        while (true)
        {
            if (_at == _end)
            {
                (_at, _end) = (0, await stream.ReadAsync(_buffer, cancellation));
                if (_end == 0)
                    return any ? (line.ToArray(), tooLong) : null;
            }
            any = true;
            var left = _buffer.AsMemory(_at, _end - _at);
            int length = left.Span.IndexOf((byte)'\n');
            bool ends = length >= 0;
            length = ends ? length : left.Length;
            tooLong |= line.Length + length > mostBytes;
            if (!tooLong)
                line.Write(left.Span[..length]);
            else
                line.SetLength(0);
            _at += length + (ends ? 1 : 0);
            if (ends)
                return (line.ToArray(), tooLong);
        }
    }
}
