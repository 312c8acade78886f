namespace Akash.Provider.Answers;

/// <summary>One kind of answer: the first row that fits decides.</summary>
/// <param name="Words">Any of these in the text; empty where the status alone tells.</param>
/// <param name="Statuses">The statuses it comes with; null for any.</param>
sealed record RetryRow(AnswerMeaning Meaning, Retry Retry, IReadOnlyList<string> Words, Func<int, bool>? Statuses = null, bool Blank = false)
{
    public bool Fits(GatewayAnswer answer) =>
        (Statuses is null || Statuses(answer.Status))
        && (Words.Count == 0 || Words.Any(answer.Says))
        && (!Blank || string.IsNullOrWhiteSpace(answer.Body));
}

/// <summary>
/// What gateways' answers mean and whether to ask again. The text is read first and the status second, since older
/// providers answer 500 to most of it (provider.md sections 3.4, 3.11 to 3.13 and 7).
/// </summary>
static class RetryTable
{
    public static IReadOnlyList<RetryRow> Rows { get; } =
    [
        new(AnswerMeaning.Success, Retry.Never, [], status => status is 200),
        new(AnswerMeaning.NoLeaseYet, Retry.UntilLeaseIsSeen, ["no lease for deployment"]),
        new(AnswerMeaning.VersionMismatch, Retry.UntilUpdateIsSeen, ["manifest version validation failed"]),
        new(AnswerMeaning.DeploymentUnknown, Retry.UntilUpdateIsSeen, ["deployment not found"]),
        new(AnswerMeaning.ManifestInvalid, Retry.Never,
            ["manifest cross-validation error", "invalid manifest", "manifest rejected", "must not be nil", "resources ID must be"]),
        new(AnswerMeaning.HostnameRefused, Retry.Never, ["hostname not allowed", "blocked by this provider"]),
        new(AnswerMeaning.DestinationRefused, Retry.Never,
            ["destination deployment does not exist", "is not used by this deployment", "does not exist in the destination deployment"]),
        new(AnswerMeaning.TokenRefused, Retry.WithFreshToken,
            ["JWT is invalid", "JWT has invalid claims", "JWT is expired", "error while processing JWT"]),
        // Whoever knows tokens says why it refuses one.
        new(AnswerMeaning.TokensUnknown, Retry.Never, [], status => status is 401, Blank: true),
        new(AnswerMeaning.Forbidden, Retry.Never, [], status => status is 401 or 403),
        new(AnswerMeaning.Missing, Retry.Never, [], status => status is 404),
        new(AnswerMeaning.ManifestInvalid, Retry.Never, [], status => status is 422),
        new(AnswerMeaning.Trouble, Retry.UntilTroublePasses, [], status => status is 408 or 425 or 429 or >= 500),
        new(AnswerMeaning.Unexpected, Retry.Never, []),
    ];

    public static RetryRow Find(GatewayAnswer answer) => Rows.First(row => row.Fits(answer));
}
