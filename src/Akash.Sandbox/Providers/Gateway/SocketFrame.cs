namespace Akash.Sandbox.Providers.Gateway;

enum Opcode : byte
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}

/// <summary>The first two bytes of a frame (RFC 6455, 5.2).</summary>
readonly record struct FrameHead(byte First, byte Second)
{
    const int LongestControl = 125;

    public bool IsLast => (First & 0x80) != 0;

    public Opcode Opcode => (Opcode)(First & 0x0f);

    /// <summary>Of the payload; 126 and 127 announce two and eight bytes that tell it.</summary>
    public int ShortLength => Second & 0x7f;

    /// <summary>How a client's frame breaks the protocol, in the words of a provider's library; empty where it does not.</summary>
    /// <param name="isWithin">Whether a message has begun and not ended.</param>
    public string FindProblem(bool isWithin)
    {
        var problems = new List<string>();
        if ((First & 0x40) != 0) problems.Add("RSV1 set");
        if ((First & 0x20) != 0) problems.Add("RSV2 set");
        if ((First & 0x10) != 0) problems.Add("RSV3 set");
        switch (Opcode)
        {
            case Opcode.Close or Opcode.Ping or Opcode.Pong:
                if (ShortLength > LongestControl) problems.Add("len > 125 for control");
                if (!IsLast) problems.Add("FIN not set on control");
                break;
            case Opcode.Text or Opcode.Binary:
                if (isWithin) problems.Add("data before FIN");
                break;
            case Opcode.Continuation:
                if (!isWithin) problems.Add("continuation after FIN");
                break;
            default:
                problems.Add($"bad opcode {(int)Opcode}");
                break;
        }

        if ((Second & 0x80) == 0) problems.Add("bad MASK");
        return string.Join(", ", problems);
    }
}
