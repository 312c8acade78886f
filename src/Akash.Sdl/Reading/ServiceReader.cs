using Akash.Sdl.Checks;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>The services of a file.</summary>
static class ServiceReader
{
    static readonly string[] Keys = ["image", "command", "args", "env", "expose", "params", "credentials", "dependencies"];
    static readonly string[] OptionKeys =
        ["max_body_size", "read_timeout", "send_timeout", "next_tries", "next_timeout", "next_cases", "proxy_buffer_size"];

    public static ServiceModel Read(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, Keys, ["image"]) is not { } fields) return new ServiceModel { Spot = spot, Image = new Text("", spot) };

        ReadDependencies(fields["dependencies"].Value, reader);
        return new ServiceModel
        {
            Spot = spot,
            Image = ReadText(fields["image"].Value, reader, minLength: 1),
            Command = reader.Texts(fields["command"].Value, nullable: true),
            Args = reader.Texts(fields["args"].Value, nullable: true),
            Env = reader.Texts(fields["env"].Value, nullable: true, hint: "write items as `- NAME=value`"),
            Expose = ReadExposes(fields["expose"].Value, reader),
            Params = ReadParams(fields["params"].Value, reader),
            Credentials = ReadCredentials(fields["credentials"].Value, reader),
        };
    }

    static void ReadDependencies(Spot spot, ValueReader reader)
    {
        foreach (var item in reader.Items(spot, "a list of `service: name`") ?? [])
        {
            if (reader.Struct(item, ["service"]) is { } fields) reader.Text(fields["service"].Value);
        }
    }

    /// <summary>A text for which the schema sets a least length, in characters.</summary>
    static Text ReadText(Spot spot, ValueReader reader, int minLength)
    {
        var text = reader.Text(spot);
        if (!reader.Rules.IsSchemaStrict || spot.Node?.Target is not YamlScalar scalar || TsScalars.Resolve(scalar).Kind is not ValueKind.Text) return text;
        if (text.Value.EnumerateRunes().Count() < minLength)
            reader.Findings.Refuse(Rules.TooShort, spot, $"{ValueReader.Name(spot)} has less than {minLength} characters", "write it out");
        return text;
    }

    static List<ExposeModel> ReadExposes(Spot spot, ValueReader reader)
    {
        if (spot.Node is not null && reader.IsNull(spot.Node)) return [];
        var exposes = new List<ExposeModel>();
        foreach (var item in reader.Items(spot, "a list of ports") ?? [])
        {
            if (reader.Struct(item, ["port", "as", "proto", "to", "accept", "http_options"], ["port"]) is { } fields) exposes.Add(ReadExpose(item, fields, reader));
        }

        return exposes;
    }

    static ExposeModel ReadExpose(Spot spot, Fields fields, ValueReader reader)
    {
        var expose = new ExposeModel
        {
            Spot = spot,
            Port = (uint)(reader.Whole(fields["port"].Value, 1, 65535) ?? 0),
            PortSpot = fields["port"].Value,
            As = (uint)(reader.Whole(fields["as"].Value, 1, 65535) ?? 0),
            Proto = reader.Text(fields["proto"].Value),
            Accept = reader.Texts(fields["accept"].Value),
            To = ReadTargets(fields["to"].Value, reader),
            HttpOptions = ReadOptions(fields["http_options"].Value, reader),
        };
        if (!reader.Rules.IsSchemaStrict) return expose;

        if (fields.Has("proto") && expose.Proto.Spot.Node!.Target is YamlScalar scalar && TsScalars.Resolve(scalar).Kind is ValueKind.Text)
            ExposeChecks.CheckProtocol(expose.Proto, reader.Rules, reader.Findings);
        if (expose.HttpOptions is { } options) ExposeChecks.CheckOptions(options, reader.Findings);
        return expose;
    }

    static List<TargetModel>? ReadTargets(Spot spot, ValueReader reader)
    {
        if (reader.Items(spot, "a list of targets") is not { } items) return null;
        var targets = new List<TargetModel>(items.Count);
        foreach (var item in items)
        {
            ReadOnlySpan<string> known = reader.Rules.IsSchemaStrict ? ["service", "global", "ip"] : ["service", "global", "ip", "http_options"];
            if (reader.Struct(item, known) is not { } fields) continue;
            ReadOptions(fields["http_options"].Value, reader);
            var target = new TargetModel(
                item, reader.Text(fields["service"].Value), reader.Flag(fields["global"].Value), ReadText(fields["ip"].Value, reader, minLength: 1));
            targets.Add(target);
        }

        return targets;
    }

    static HttpOptionsModel? ReadOptions(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, OptionKeys) is not { } fields) return null;
        return new HttpOptionsModel
        {
            Spot = spot,
            MaxBodySize = ReadOption(fields["max_body_size"].Value, reader),
            ReadTimeout = ReadOption(fields["read_timeout"].Value, reader),
            SendTimeout = ReadOption(fields["send_timeout"].Value, reader),
            NextTries = ReadOption(fields["next_tries"].Value, reader),
            NextTimeout = ReadOption(fields["next_timeout"].Value, reader),
            ProxyBufferSize = ReadOption(fields["proxy_buffer_size"].Value, reader),
            NextCases = reader.Texts(fields["next_cases"].Value),
        };
    }

    static Option? ReadOption(Spot spot, ValueReader reader) =>
        reader.Whole(spot, 0, double.PositiveInfinity) is { } value ? new Option(value, spot) : null;

    static ParamsModel? ReadParams(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, ["storage", "permissions", "tee"]) is not { } fields) return null;

        Table<MountModel>? storage = null;
        if (reader.Map(fields["storage"].Value) is { } volumes)
        {
            storage = new Table<MountModel>();
            SdlReader.Fill(storage, volumes, entry => ReadMount(entry, reader));
        }

        var parameters = new ParamsModel
        {
            Spot = spot,
            Storage = storage,
            Permissions = ReadPermissions(fields["permissions"].Value, reader),
            Tee = reader.Text(fields["tee"].Value),
        };
        if (reader.Rules.IsSchemaStrict && fields.Has("tee")) TeeChecks.CheckWord(parameters.Tee, reader.Findings);
        return parameters;
    }

    static MountModel ReadMount(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, ["mount", "readOnly"]) is not { } fields) return new MountModel(spot, new Text("", spot), false);
        var mount = new MountModel(spot, reader.Text(fields["mount"].Value), reader.Flag(fields["readOnly"].Value));
        if (reader.Rules.IsSchemaStrict && fields.Has("mount") && !mount.Mount.Value.StartsWith('/')) StorageChecks.RefuseMount(mount, reader.Findings);
        return mount;
    }

    static PermissionsModel? ReadPermissions(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, ["read"]) is not { } fields) return null;
        var read = reader.Texts(fields["read"].Value);
        if (reader.Rules.IsSchemaStrict)
        {
            foreach (var word in (read?.Items ?? []).Where(word => word.Value is not ("deployment" or "logs" or "events")))
                reader.Findings.Refuse(Rules.NotAllowed, word.Spot, $"there is no permission '{word.Value}'", Suggestions.For(word.Value, ["deployment", "logs", "events"]));
        }

        return new PermissionsModel(read);
    }

    static CredentialsModel? ReadCredentials(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, ["host", "email", "username", "password"], ["host", "username", "password"]) is not { } fields) return null;
        return new CredentialsModel(
            spot,
            ReadText(fields["host"].Value, reader, minLength: 1),
            ReadText(fields["email"].Value, reader, minLength: 5),
            ReadText(fields["username"].Value, reader, minLength: 1),
            ReadText(fields["password"].Value, reader, minLength: 6));
    }
}
