using System.Text.RegularExpressions;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>The query of a log or event stream; <see cref="Problem"/> is the text of a 400.</summary>
sealed partial record StreamQuery(bool Follow, int? Tail, IReadOnlyList<string> Services, string? Problem)
{
    /// <summary>Whether every service could be a label value; Kubernetes refuses others.</summary>
    public bool HasValidServices => Services.All(service => LabelValue().IsMatch(service));

    public static StreamQuery Read(HttpContext context)
    {
        var query = GoQuery.Read(context);
        string First(string name) => query[name] ?? "";
        var services = First("service");
        if (services.EndsWith(',')) return new StreamQuery(false, null, [], "parameter \"service\" must not contain trailing comma");
        try
        {
            var follow = First("follow") is { Length: > 0 } text && GoNumbers.ParseBool(text);
            var tail = First("tail") is { Length: > 0 } lines ? GoNumbers.ParseInt32(lines) : -1;
            return new StreamQuery(
                follow,
                tail < 0 ? null : tail,
                services.Split(',', StringSplitOptions.RemoveEmptyEntries),
                tail < -1 ? "parameter \"tail\" contains invalid value" : null);
        }
        catch (ParseException broken)
        {
            return new StreamQuery(false, null, [], broken.Message);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\z")]
    private static partial Regex LabelValue();
}
