using System.Globalization;

namespace Akash.Sizing;

/// <summary>A table shipped inside the assembly: comma-separated, a header line, no quoting; lines that start with # say where it is from.</summary>
static class Table
{
    public static IEnumerable<TableRow> Read(string name)
    {
        using var stream = typeof(Table).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly lacks its table {name}");
        using var reader = new StreamReader(stream);
        string[]? columns = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var cells = line.Split(',');
            if (columns is null) columns = cells;
            else yield return new TableRow(columns, cells);
        }
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
