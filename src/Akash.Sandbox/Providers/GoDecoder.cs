using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Akash.Sandbox.Providers;

/// <summary>
/// Reads JSON values into typed fields by the rules of a provider's decoder: names match in any letter case, the last of two
/// equal names counts, <c>null</c> leaves a field alone, unknown names are dropped. The first mismatch of types is remembered.
/// </summary>
sealed class GoDecoder
{
    /// <summary>The decoder's words about the first value of a wrong type; null while there is none.</summary>
    public string? Error { get; private set; }

    /// <summary>Hands each member of an object to the reader of that name.</summary>
    public void Object(JsonElement value, Field field, Func<string, JsonElement, Action?> member)
    {
        if (!Is(value, JsonValueKind.Object, field)) return;
        foreach (var property in value.EnumerateObject())
        {
            member(property.Name.ToLowerInvariant(), property.Value)?.Invoke();
        }
    }

    /// <summary>Null for null, else the items read one by one.</summary>
    public IReadOnlyList<T>? List<T>(JsonElement value, Field field, Func<JsonElement, T> item) =>
        Is(value, JsonValueKind.Array, field) ? [.. value.EnumerateArray().Select(item)] : null;

    public IReadOnlyList<string>? Strings(JsonElement value, Field field) =>
        List(value, field, item => String(item, field with { Type = "string" }, ""));

    public string String(JsonElement value, Field field, string current) =>
        Is(value, JsonValueKind.String, field) ? value.GetString()! : current;

    public bool Bool(JsonElement value, Field field, bool current)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Mismatch(value, field);
        return current;
    }

    public uint UInt32(JsonElement value, Field field, uint current)
    {
        if (value.ValueKind == JsonValueKind.Number && uint.TryParse(value.GetRawText(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        Mismatch(value, field);
        return current;
    }

    /// <summary>Remembers a value that its own type refuses.</summary>
    public void Refuse(string why) => Error ??= why;

    public ulong UInt64(JsonElement value, Field field, ulong current)
    {
        if (value.ValueKind == JsonValueKind.Number && ulong.TryParse(value.GetRawText(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        Mismatch(value, field);
        return current;
    }

    /// <summary>Seconds since 1970, as a number or a number in a string, fractions dropped; null for null.</summary>
    public long? UnixTime(JsonElement value, Field field)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (value.ValueKind is JsonValueKind.Number or JsonValueKind.String
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return (long)Math.Floor(seconds);
        }

        Mismatch(value, field);
        Error ??= "invalid number of seconds";
        return null;
    }

    public int Int32(JsonElement value, Field field, int current)
    {
        if (value.ValueKind == JsonValueKind.Number && int.TryParse(value.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        Mismatch(value, field);
        return current;
    }

    /// <summary>A whole number in a string: an optional sign, digits in base ten, or in base eight after a leading zero.</summary>
    public BigInteger BigInt(JsonElement value, Field field, BigInteger current)
    {
        if (!Is(value, JsonValueKind.String, field)) return current;
        var text = value.GetString()!;
        if (TryParse(text, out var number)) return number;
        Error ??= $"math/big: cannot unmarshal \"{text}\" into a *big.Int";
        return current;
    }

    static bool TryParse(string text, out BigInteger number)
    {
        number = BigInteger.Zero;
        var digits = text.TrimStart('+', '-');
        if (digits.Length == 0 || text.Length - digits.Length > 1) return false;
        var radix = digits.Length > 1 && digits[0] == '0' ? 8 : 10;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit) || digit - '0' >= radix) return false;
            number = number * radix + (digit - '0');
        }

        if (text[0] == '-') number = -number;
        return true;
    }

    bool Is(JsonElement value, JsonValueKind kind, Field field)
    {
        if (value.ValueKind == kind) return true;
        Mismatch(value, field);
        return false;
    }

    void Mismatch(JsonElement value, Field field)
    {
        if (value.ValueKind == JsonValueKind.Null) return;
        var found = value.ValueKind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number when field.IsInteger => "number " + value.GetRawText(),
            JsonValueKind.Number => "number",
            _ => "bool",
        };
        Error ??= $"json: cannot unmarshal {found} into Go {field.Place} of type {field.Type}";
    }

    /// <summary>Where a value goes: the structure, the path of names from the root and the type, as the decoder names them.</summary>
    public readonly record struct Field(string Struct, string Path, string Type)
    {
        public bool IsInteger => Type is "uint32" or "int32";

        public string Place => Struct.Length == 0 ? "value" : $"struct field {Struct}.{Path}";

        public Field Of(string structure, string name, string type) =>
            new(structure, Path.Length == 0 ? name : $"{Path}.{name}", type);
    }
}
