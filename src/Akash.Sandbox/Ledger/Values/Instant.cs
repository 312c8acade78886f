using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Sandbox.Ledger.Values;

/// <summary>A point in time to the nanosecond, as blocks and timeouts carry it; counted from 1970-01-01 UTC.</summary>
readonly record struct Instant(long Nanoseconds) : IComparable<Instant>
{
    const long PerSecond = 1_000_000_000;
    const long PerTick = 100;

    public static Instant From(Timestamp time) => new(time.Seconds * PerSecond + time.Nanos);

    public static Instant From(DateTimeOffset time) => new((time - DateTimeOffset.UnixEpoch).Ticks * PerTick);

    /// <summary>Reads RFC 3339 with up to nine decimals of a second, in UTC.</summary>
    public static Instant Parse(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = DateTimeOffset.Parse((point < 0 ? text.TrimEnd('Z') : text[..point]) + "Z", CultureInfo.InvariantCulture);
        var fraction = point < 0 ? "" : text[(point + 1)..].TrimEnd('Z');
        return new Instant(whole.ToUnixTimeSeconds() * PerSecond + long.Parse(fraction.PadRight(9, '0'), CultureInfo.InvariantCulture));
    }

    public long Seconds => Math.DivRem(Nanoseconds, PerSecond).Quotient;

    long Fraction => Nanoseconds % PerSecond;

    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.UnixEpoch.AddTicks(Nanoseconds / PerTick);

    public Timestamp ToTimestamp() => new() { Seconds = Seconds, Nanos = (int)Fraction };

    public Instant Plus(Duration duration) => new(Nanoseconds + duration.Seconds * PerSecond + duration.Nanos);

    public Instant Minus(Duration duration) => new(Nanoseconds - duration.Seconds * PerSecond - duration.Nanos);

    public static bool operator <(Instant left, Instant right) => left.Nanoseconds < right.Nanoseconds;
    public static bool operator >(Instant left, Instant right) => left.Nanoseconds > right.Nanoseconds;
    public static bool operator <=(Instant left, Instant right) => left.Nanoseconds <= right.Nanoseconds;
    public static bool operator >=(Instant left, Instant right) => left.Nanoseconds >= right.Nanoseconds;

    public int CompareTo(Instant other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>RFC 3339 without trailing zeros of the fraction: the form of JSON.</summary>
    public override string ToString() => Format("yyyy-MM-dd'T'HH:mm:ss") + "Z";

    /// <summary>The form in which the chain's messages print times.</summary>
    public string ToLogText() => Format("yyyy-MM-dd HH:mm:ss") + " +0000 UTC";

    /// <summary>RFC 3339 to the second.</summary>
    public string ToSecondsText() => DateTimeOffset.FromUnixTimeSeconds(Seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    string Format(string pattern)
    {
        var fraction = Fraction.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        var whole = DateTimeOffset.FromUnixTimeSeconds(Seconds).ToString(pattern, CultureInfo.InvariantCulture);
        return fraction.Length == 0 ? whole : $"{whole}.{fraction}";
    }
}
