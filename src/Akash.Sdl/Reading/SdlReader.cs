using Akash.Sdl.Diagnostics;
using Akash.Sdl.Flavors;
using Akash.Sdl.Grammar;
using Akash.Sdl.Model;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>The grammar of the language (spec/sdl.md section 3): from the tree of a document to its model.</summary>
static class SdlReader
{
    /// <summary>Null where the document is not even a file with a version that is understood.</summary>
    public static SdlModel? Read(YamlNode? root, FlavorRules rules, Findings findings)
    {
        var reader = new ValueReader(rules, findings);
        var spot = new Spot(root, DocPath.Root);
        if (root is null || reader.IsNull(root))
        {
            findings.Refuse(Rules.Empty, spot, "the file is empty", "start with `version: \"2.0\"`, services, profiles and deployment");
            return null;
        }

        if (reader.Struct(spot, SdlGrammar.Document, byHand: true) is not { } top) return null;
        if (ReadVersion(top, reader) is not { } version) return null;

        var model = new SdlModel
        {
            Version = version.Text,
            IsTwoOne = version.IsTwoOne,
            ServicesSpot = top["services"].Value,
            DeploymentSpot = top["deployment"].Value,
        };
        foreach (var field in top.Entries)
        {
            reader.StartPart();
            ReadPart(model, field, reader);
        }

        return model;
    }

    static void ReadPart(SdlModel model, Field field, ValueReader reader)
    {
        switch (field.Name)
        {
            case "include":
                reader.Texts(field.Value);
                break;
            case "services":
                Fill(model.Services, reader.Map(field.Value), spot => ServiceReader.Read(spot, reader));
                break;
            case "profiles":
                if (reader.Struct(field.Value, SdlGrammar.Profiles) is not { } profiles) break;
                Fill(model.Computes, reader.Map(profiles["compute"].Value), spot => ComputeReader.Read(spot, reader));
                Fill(model.Placements, reader.Map(profiles["placement"].Value), spot => PlacementReader.Read(spot, reader));
                break;
            case "deployment":
                Fill(model.Deployment, reader.Map(field.Value), spot => ReadDeployments(spot, reader));
                break;
            case "endpoints":
                model.HasEndpoints = true;
                Fill(model.Endpoints, reader.Map(field.Value), spot => ReadEndpoint(spot, reader));
                if (reader.Rules.IsSchemaStrict) RefuseEndpointNames(model, reader);
                break;
            case "reclamation":
                model.Reclamation = ReadReclamation(field.Value, reader);
                break;
        }
    }

    public static void Fill<T>(Table<T> table, Fields? fields, Func<Spot, T> read)
    {
        if (fields is null) return;
        foreach (var field in fields.Entries) table.Set(new Named<T>(field.Name, field.Key, read(field.Value)));
    }

    static (string Text, bool IsTwoOne)? ReadVersion(Fields top, ValueReader reader)
    {
        var field = FirstVersion(top);
        if (!field.IsPresent)
        {
            if (!reader.Rules.IsSchemaStrict) reader.RefuseMissing(top.Spot, "version");
            return null;
        }

        // The lenient tool looks at the text of the node alone, whatever the node is.
        if (!reader.Rules.IsSchemaStrict)
        {
            var raw = (field.Value.Node as YamlScalar)?.Value ?? "";
            if (SdlVersion.Parse(raw) is { } isTwoOne) return (raw, isTwoOne);
            RefuseVersion(reader, field.Value, raw);
            return null;
        }

        var text = reader.Text(field.Value);
        if (field.Value.Node?.Target is not YamlScalar scalar || TsScalars.Resolve(scalar).Kind is not ValueKind.Text) return null;
        if (SdlGrammar.Version.Words.Contains(text.Value)) return (text.Value, text.Value == "2.1");
        RefuseVersion(reader, field.Value, text.Value);
        return null;
    }

    static Field FirstVersion(Fields top)
    {
        foreach (var field in top.Entries)
        {
            if (field.Name == "version") return field;
        }

        return top["version"];
    }

    static void RefuseVersion(ValueReader reader, Spot spot, string text) =>
        reader.Findings.Refuse(Rules.Version, spot, $"version '{text}' is not supported", "use `version: \"2.0\"` or `version: \"2.1\"`");

    static Table<DeploymentModel> ReadDeployments(Spot spot, ValueReader reader)
    {
        reader.RefuseTooHigh(spot, SdlGrammar.Deployment, "the name of a placement");
        var table = new Table<DeploymentModel>();
        Fill(table, reader.Map(spot), entry => ReadDeployment(entry, reader));
        return table;
    }

    static DeploymentModel ReadDeployment(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, SdlGrammar.Deployment) is not { } fields)
            return new DeploymentModel(spot, new Text("", spot), 0, spot);
        var count = fields["count"].Value;

        // A count that was refused stands for one replica, so that it is not refused again as none.
        var fallback = !reader.Rules.IsSchemaStrict && reader.IsAbsent(count) ? 0 : 1;
        return new DeploymentModel(spot, reader.Text(fields["profile"].Value), reader.Whole(count, SdlGrammar.Count) ?? fallback, count);
    }

    static EndpointModel ReadEndpoint(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, SdlGrammar.Endpoint) is not { } fields) return new EndpointModel(spot, new Text("", spot));
        var kind = reader.Text(fields["kind"].Value);
        if (reader.Rules.IsSchemaStrict && fields.Has("kind") && !SdlGrammar.EndpointKind.Words.Contains(kind.Value) && !reader.IsNull(fields["kind"].Value.Node!))
            reader.Findings.Refuse(Rules.EndpointKind, kind.Spot, $"there is no kind of endpoint '{kind.Value}'", "use `kind: ip`");
        return new EndpointModel(spot, kind);
    }

    static void RefuseEndpointNames(SdlModel model, ValueReader reader)
    {
        foreach (var endpoint in model.Endpoints.Entries)
        {
            if (!Names.IsEndpoint(endpoint.Name)) RefuseEndpointName(reader.Findings, endpoint.Name, endpoint.Key);
        }
    }

    public static void RefuseEndpointName(Findings findings, string name, Spot spot) => findings.Refuse(
        Rules.EndpointName, spot, $"'{name}' cannot name an endpoint", "use at least two of a-z, 0-9, - and _, starting with a letter");

    static ReclamationModel? ReadReclamation(Spot spot, ValueReader reader)
    {
        var fields = reader.Struct(spot, SdlGrammar.Reclamation);
        if (fields is null) return reader.Rules.IsSchemaStrict ? null : new ReclamationModel(spot, RefuseWindow(reader, spot, ""));

        var field = fields["min_window"].Value;
        var text = reader.Text(field);
        if (reader.Rules.IsSchemaStrict && (field.Node is null || text.Spot.Node is null)) return null;
        return new ReclamationModel(spot, Durations.Parse(text.Value, wholeUnitsOnly: reader.Rules.IsSchemaStrict) ?? RefuseWindow(reader, field.Node is null ? spot : field, text.Value));
    }

    static TimeSpan? RefuseWindow(ValueReader reader, Spot spot, string text)
    {
        reader.Findings.Refuse(Rules.Window, spot, $"the reclamation window '{text}' cannot be read", "write a whole number and s, m or h, as in `24h`");
        return null;
    }
}
