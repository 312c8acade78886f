using System.Globalization;

namespace Akash.Sizing;

/// <summary>A table shipped inside the assembly: comma-separated, a header line, no quoting.</summary>
static class Table
{
    public static IEnumerable<TableRow> Read(string name)
    {
        using var stream = typeof(Table).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly lacks its table {name}");
        using var reader = new StreamReader(stream);
        var columns = reader.ReadLine()!.Split(',');
        while (reader.ReadLine() is { } line) yield return new TableRow(columns, line.Split(','));
    }
}

readonly record struct TableRow(string[] Columns, string[] Cells)
{
    public string this[string column] => Cells[Array.IndexOf(Columns, column)];

    public string? Text(string column) => this[column] is { Length: > 0 } text ? text : null;

    public double? Number(string column) =>
        Text(column) is { } text ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    public long? Integer(string column) => Text(column) is { } text ? long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    public bool Flag(string column) => this[column] == "1";
}
