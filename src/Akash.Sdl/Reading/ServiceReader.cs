using Akash.Sdl.Checks;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Grammar;
using Akash.Sdl.Model;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>The services of a file.</summary>
static class ServiceReader
{
    /// <summary>What is too much of an option is told by <see cref="ExposeChecks"/>.</summary>
    static readonly WholeShape AnyNumber = new(0, double.PositiveInfinity);

    public static ServiceModel Read(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, ServiceGrammar.Service) is not { } fields) return new ServiceModel { Spot = spot, Image = new Text("", spot) };

        ReadDependencies(fields["dependencies"].Value, reader);
        return new ServiceModel
        {
            Spot = spot,
            Image = ReadText(fields["image"].Value, reader, ServiceGrammar.Image),
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
            if (reader.Struct(item, ServiceGrammar.Dependency) is { } fields) reader.Text(fields["service"].Value);
        }
    }

    /// <summary>A text for which the schema sets a least length, in characters.</summary>
    static Text ReadText(Spot spot, ValueReader reader, TextShape shape)
    {
        var text = reader.Text(spot);
        if (!reader.Rules.IsSchemaStrict || spot.Node?.Target is not YamlScalar scalar || TsScalars.Resolve(scalar).Kind is not ValueKind.Text) return text;
        if (text.Value.EnumerateRunes().Count() < shape.MinLength)
            reader.Findings.Refuse(Rules.TooShort, spot, $"{ValueReader.Name(spot)} has less than {shape.MinLength} characters", "write it out");
        return text;
    }

    static List<ExposeModel> ReadExposes(Spot spot, ValueReader reader)
    {
        if (spot.Node is not null && reader.IsNull(spot.Node)) return [];
        var exposes = new List<ExposeModel>();
        foreach (var item in reader.Items(spot, "a list of ports") ?? [])
        {
            if (reader.Struct(item, ServiceGrammar.Expose) is { } fields) exposes.Add(ReadExpose(item, fields, reader));
        }

        return exposes;
    }

    static ExposeModel ReadExpose(Spot spot, Fields fields, ValueReader reader)
    {
        var expose = new ExposeModel
        {
            Spot = spot,
            Port = (uint)(reader.Whole(fields["port"].Value, ServiceGrammar.Port) ?? 0),
            PortSpot = fields["port"].Value,
            As = (uint)(reader.Whole(fields["as"].Value, ServiceGrammar.Port) ?? 0),
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
            if (reader.Struct(item, reader.Rules.IsSchemaStrict ? ServiceGrammar.Target : ServiceGrammar.LenientTarget) is not { } fields) continue;
            ReadOptions(fields["http_options"].Value, reader);
            var target = new TargetModel(
                item, reader.Text(fields["service"].Value), reader.Flag(fields["global"].Value), ReadText(fields["ip"].Value, reader, ServiceGrammar.Ip));
            targets.Add(target);
        }

        return targets;
    }

    static HttpOptionsModel? ReadOptions(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, ServiceGrammar.HttpOptions) is not { } fields) return null;
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
        reader.Whole(spot, AnyNumber) is { } value ? new Option(value, spot) : null;

    static ParamsModel? ReadParams(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, ServiceGrammar.Params) is not { } fields) return null;

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
        if (reader.Struct(spot, ServiceGrammar.Mount) is not { } fields) return new MountModel(spot, new Text("", spot), false);
        var mount = new MountModel(spot, reader.Text(fields["mount"].Value), reader.Flag(fields["readOnly"].Value));
        if (reader.Rules.IsSchemaStrict && fields.Has("mount") && !mount.Mount.Value.StartsWith('/')) StorageChecks.RefuseMount(mount, reader.Findings);
        return mount;
    }

    static PermissionsModel? ReadPermissions(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, ServiceGrammar.Permissions) is not { } fields) return null;
        var read = reader.Texts(fields["read"].Value);
        if (reader.Rules.IsSchemaStrict)
        {
            foreach (var word in (read?.Items ?? []).Where(word => !ServiceGrammar.Permission.Words.Contains(word.Value)))
                reader.Findings.Refuse(Rules.NotAllowed, word.Spot, $"there is no permission '{word.Value}'", Suggestions.For(word.Value, ServiceGrammar.Permission.Words));
        }

        return new PermissionsModel(read);
    }

    static CredentialsModel? ReadCredentials(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, ServiceGrammar.Credentials) is not { } fields) return null;
        return new CredentialsModel(
            spot,
            ReadText(fields["host"].Value, reader, ServiceGrammar.Host),
            ReadText(fields["email"].Value, reader, ServiceGrammar.Email),
            ReadText(fields["username"].Value, reader, ServiceGrammar.User),
            ReadText(fields["password"].Value, reader, ServiceGrammar.Password));
    }
}
