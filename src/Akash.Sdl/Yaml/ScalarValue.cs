namespace Akash.Sdl.Yaml;

enum ValueKind { Null, Bool, Number, Text, Date, Binary, Unfit }

/// <summary>What a scalar stands for in one flavor.</summary>
/// <param name="Number">Of a number; NaN and infinities are numbers too.</param>
/// <param name="Whole">The exact value of a number written as an integer, within 64 bits.</param>
readonly record struct ScalarValue(ValueKind Kind, double Number = 0, Int128? Whole = null, bool Flag = false)
{
    public static ScalarValue Of(ValueKind kind) => new(kind);
}
