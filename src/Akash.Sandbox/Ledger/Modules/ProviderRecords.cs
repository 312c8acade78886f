using Akash.Proto.Audit.V1;
using Akash.Proto.Provider.V1Beta4;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger.Values;
using Attribute = Akash.Proto.Base.Attributes.V1.Attribute;

namespace Akash.Sandbox.Ledger.Modules;

/// <summary>Records of providers, and what auditors signed about them.</summary>
static class ProviderRecords
{
    public static void Validate(string owner, string hostUri, IReadOnlyList<Attribute> attributes, string message)
    {
        ValidateUri(hostUri);
        if (!AccountAddress.IsValid(owner)) throw SdkErrors.InvalidAddress.Refusal($"{message}: Invalid Provider Address");
        Attributes.Validate(attributes, wildcards: false);
    }

    public static void Create(Execution x, MsgCreateProvider message)
    {
        if (x.State.Providers.Has(message.Owner)) throw ProviderErrors.Exists.Refusal($"id: {message.Owner}");
        x.State.Providers = x.State.Providers.With(message.Owner,
            new Provider { Owner = message.Owner, HostUri = message.HostUri, Attributes = { message.Attributes }, Info = message.Info });
        x.Emit(new EventProviderCreated { Owner = message.Owner });
    }

    public static void Update(Execution x, MsgUpdateProvider message)
    {
        if (!x.State.Providers.Has(message.Owner)) throw ProviderErrors.NotFound.Refusal($"id: {message.Owner}");
        x.State.Providers = x.State.Providers.With(message.Owner,
            new Provider { Owner = message.Owner, HostUri = message.HostUri, Attributes = { message.Attributes }, Info = message.Info });
        x.Emit(new EventProviderUpdated { Owner = message.Owner });
    }

    /// <summary>The chain has the message, but never removes a provider.</summary>
    public static void Delete(Execution x, MsgDeleteProvider message)
    {
        if (!x.State.Providers.Has(message.Owner)) throw ProviderErrors.NotFound.Refusal();
        throw ProviderErrors.Internal.Refusal("NOTIMPLEMENTED");
    }

    public static void ValidateAudit(string owner, string auditor)
    {
        if (!AccountAddress.IsValid(owner)) throw SdkErrors.InvalidAddress.Refusal("MsgCreate: Invalid Owner Address");
        if (!AccountAddress.IsValid(auditor)) throw SdkErrors.InvalidAddress.Refusal("MsgCreate: Invalid Auditor Address");
    }

    public static void Sign(Execution x, MsgSignProviderAttributes message)
    {
        var key = new PairKey(message.Owner, message.Auditor);
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in x.State.Audits.Find(key)?.Attributes ?? []) signed[attribute.Key] = attribute.Value;
        foreach (var attribute in message.Attributes) signed[attribute.Key] = attribute.Value;
        Set(x, key, signed);
        x.Emit(new EventTrustedAuditorCreated { Owner = message.Owner, Auditor = message.Auditor });
    }

    public static void Unsign(Execution x, MsgDeleteProviderAttributes message)
    {
        var key = new PairKey(message.Owner, message.Auditor);
        var audit = x.State.Audits.Find(key) ?? throw AuditErrors.ProviderNotFound.Refusal();
        var signed = new SortedDictionary<string, string>(audit.Attributes.ToDictionary(a => a.Key, a => a.Value), StringComparer.Ordinal);
        foreach (var name in message.Keys)
        {
            if (!signed.Remove(name)) throw AuditErrors.AttributeNotFound.Refusal($"trying to delete non-existing attribute \"{name}\"");
        }
        if (message.Keys.Count == 0 || signed.Count == 0) x.State.Audits = x.State.Audits.Without(key);
        else Set(x, key, signed);
        x.Emit(new EventTrustedAuditorDeleted { Owner = message.Owner, Auditor = message.Auditor });
    }

    static void Set(Execution x, PairKey key, SortedDictionary<string, string> signed) =>
        x.State.Audits = x.State.Audits.With(key, new AuditedProvider
        {
            Owner = key.First,
            Auditor = key.Second,
            Attributes = { signed.Select(entry => new Attribute { Key = entry.Key, Value = entry.Value }) },
        });

    static void ValidateUri(string text)
    {
        if (!Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var uri)) throw ProviderErrors.InvalidUri.Refusal();
        if (!uri.IsAbsoluteUri) throw ProviderErrors.NotAbsoluteUri.Refusal($"validating \"{text}\" for absolute URI");
        if (uri.Scheme != "https") throw ProviderErrors.InvalidUri.Refusal($"scheme in \"{text}\" should be https");
        if (uri.Host.Length == 0) throw ProviderErrors.InvalidUri.Refusal($"validating \"{text}\" for valid host");
        if (uri.AbsolutePath.Length > 1 || text.EndsWith('/')) throw ProviderErrors.InvalidUri.Refusal($"path in \"{text}\" should be empty");
    }
}
