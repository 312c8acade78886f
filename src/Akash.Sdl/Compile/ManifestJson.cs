using Akash.Sdl.Flavors;
using Akash.Sdl.Model;

namespace Akash.Sdl.Compile;

/// <summary>The manifest as the text that is hashed: keys sorted, no white space (spec/sdl.md sections 8 and 9).</summary>
/// <param name="asProvider">As providers write it again after reading, whatever the flavor.</param>
sealed class ManifestJson(FlavorRules rules, bool asProvider)
{
    readonly JsonText _json = new(asProvider || rules.EscapesSeparators);
    readonly bool _omitsEmpty = asProvider || rules.KeepsEmptyLists;

    public static ManifestText Write(IReadOnlyList<GroupPlan> groups, FlavorRules rules, bool asProvider = false)
    {
        var writer = new ManifestJson(rules, asProvider);
        writer._json.List(groups, writer.Group);
        var text = writer._json.ToString();
        return new ManifestText(text, (asProvider || rules.EscapesSeparators || !writer._json.IsPeculiar) && (writer._omitsEmpty || !HasEmpty(text)));
    }

    static bool HasEmpty(string text) =>
        text.Contains("[]", StringComparison.Ordinal) || text.Contains("\"key\":\"\"", StringComparison.Ordinal) || text.Contains("\"value\":\"\"", StringComparison.Ordinal);

    void Group(GroupPlan group)
    {
        _json.Raw("{\"name\":").String(group.Name).Raw(",\"services\":");
        _json.List(group.Services, Service).Raw("}");
    }

    void Service(ServicePlan service)
    {
        var model = service.Model;
        _json.Raw("{\"args\":");
        Texts(model.Args).Raw(",\"command\":");
        Texts(model.Command).Raw(",\"count\":").Number(service.Count).Raw(",\"credentials\":");
        Credentials(service.Credentials);
        _json.Raw(",\"env\":");
        Texts(model.Env).Raw(",\"expose\":").List(service.Expose, Expose).Raw(",\"image\":").String(model.Image.Value).Raw(",\"name\":").String(service.Name);
        if (model.Params is { } parameters) Params(parameters);
        _json.Raw(",\"resources\":");
        ResourcesJson.WriteSorted(_json, service, _omitsEmpty);
        _json.Raw("}");
    }

    JsonText Texts(TextList? list) =>
        _json.Strings(list is null || (list.Items.Count == 0 && !rules.KeepsEmptyLists) ? null : list.Items.Select(item => item.Value));

    void Credentials(CredentialsPlan? credentials)
    {
        if (credentials is null)
        {
            _json.Raw("null");
            return;
        }

        _json.Raw("{\"email\":").String(credentials.Email).Raw(",\"host\":").String(credentials.Host)
            .Raw(",\"password\":").String(credentials.Password).Raw(",\"username\":").String(credentials.Username).Raw("}");
    }

    void Expose(ExposePlan expose)
    {
        var http = expose.Http;
        _json.Raw("{\"endpointSequenceNumber\":").Number(expose.SequenceNumber)
            .Raw(",\"externalPort\":").Number(expose.ExternalPort)
            .Raw(",\"global\":").Flag(expose.Global).Raw(",\"hosts\":");
        Texts(expose.Source.Accept).Raw(",\"httpOptions\":{\"maxBodySize\":").Number(http.MaxBodySize);
        if (http.NextCases.Count > 0 || !_omitsEmpty) _json.Raw(",\"nextCases\":").Strings(http.NextCases);
        _json.Raw(",\"nextTimeout\":").Number(http.NextTimeout).Raw(",\"nextTries\":").Number(http.NextTries);
        if (http.ProxyBufferSize != 0) _json.Raw(",\"proxyBufferSize\":").Number(http.ProxyBufferSize);
        _json.Raw(",\"readTimeout\":").Number(http.ReadTimeout).Raw(",\"sendTimeout\":").Number(http.SendTimeout)
            .Raw("},\"ip\":").String(expose.Ip).Raw(",\"port\":").Number(expose.Port).Raw(",\"proto\":").String(expose.Proto)
            .Raw(",\"service\":").String(expose.Service).Raw("}");
    }

    void Params(ParamsModel parameters)
    {
        _json.Raw(",\"params\":{");
        if (parameters.Permissions is { } permissions)
        {
            _json.Raw("\"permissions\":{");
            var read = permissions.Read?.Items ?? [];
            if (read.Count > 0 || !_omitsEmpty) _json.Raw("\"read\":").Strings(read.Select(word => word.Value));
            _json.Raw("},");
        }

        var mounts = parameters.Storage?.Entries.OrderBy(mount => mount.Name, rules.SortsByLocale ? StringComparer.Ordinal : NameOrder.Bytes).ToArray();
        _json.Raw("\"storage\":").List(mounts is { Length: > 0 } ? mounts : null, Mount);
        if (!parameters.Tee.IsEmpty) _json.Raw(",\"tee\":{\"attestation\":true,\"type\":").String(parameters.Tee.Value).Raw("}");
        _json.Raw("}");
    }

    void Mount(Named<MountModel> mount) => _json
        .Raw("{\"mount\":").String(mount.Value.Mount.Value).Raw(",\"name\":").String(mount.Name)
        .Raw(",\"readOnly\":").Flag(mount.Value.ReadOnly).Raw("}");
}

/// <param name="IsAsProvidersWrite">Providers, which write it again after reading, come to the same text for certain.</param>
readonly record struct ManifestText(string Json, bool IsAsProvidersWrite);
