using CsCheck;
using static Akash.Sdl.Tests.Properties.SdlTrees;

namespace Akash.Sdl.Tests.Properties;

/// <summary>Services and their ports.</summary>
static class ServiceTrees
{
    public static Gen<Tree> Service(World world, string name) =>
        from image in Often("nginx:1.25.3", "ghcr.io/o/r@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "postgres:16", "a b")
        from command in Maybe(Texts(Texts(), 0, 3))
        from args in Maybe(Texts(Texts(), 0, 3))
        from env in Maybe(Texts(Gen.Select(Often("A", "B_2", "PATH", "a.b"), Texts(), (key, value) => $"{key}={value}"), 0, 4))
        from exposes in Expose(world, name).Array[0, 3]
        from parameters in world.IsMounting ? Params(true).Select(tree => (Tree?)tree) : Maybe(Params(false))
        from credentials in Maybe(Credentials)
        from unknown in Often<Tree?>(null, null, null, null, null, null, null, Tree.Texts(["db"]))
        select (Tree)Tree.Of(
            ("image", image),
            ("command", command),
            ("args", args),
            ("env", env),
            ("expose", exposes.Length == 0 && name != world.Services[0] ? null : Tree.List(name == world.Services[0] ? [Global(world), .. exposes] : exposes)),
            ("params", parameters),
            ("credentials", credentials),
            ("depends_on", unknown));

    /// <summary>What every file needs: a port for all, with the addresses that it declares.</summary>
    static Keys Global(World world) => Tree.Of(("port", Tree.Bare("80")), ("to", Tree.List(
    [
        Tree.Of(("global", Tree.Bare("true"))),
        .. world.Endpoints.Select(name => Tree.Of(("ip", name), ("global", Tree.Bare("true")))),
    ])));

    static Gen<Tree> Expose(World world, string service) =>
        from port in Often("80", "8080", "443", "3000", "53", "0x51", "8443.0")
        from external in Often<string?>(null, null, "80", "8080", "9000")
        from proto in Often<string?>(null, null, "tcp", "udp", "TCP")
        from hosts in Often<Tree?>(null, null, null, null, null, Tree.Texts([]), Tree.Texts([$"{service}-{port.Length}.example.com"]))
        from targets in Maybe(Gen.OneOf(Often<Tree>(Tree.List()), Target(world).Array[1, 3].Select(items => Tree.List(items))))
        from options in Maybe(Options)
        select (Tree)Tree.Of(
            ("port", Tree.Bare(port)),
            ("as", external is null ? null : Tree.Bare(external)),
            ("proto", proto is null ? null : (Tree)proto),
            ("accept", hosts),
            ("to", targets),
            ("http_options", options));

    static Gen<Tree> Target(World world) => world.Endpoints.Length == 0 ? Gen.OneOf(ToService(world), ToAll) : Gen.OneOf(ToService(world), ToAll, ToAddress(world), ToAddress(world));

    static Gen<Tree> ToService(World world) => Often(world.Services).Select(name => (Tree)Tree.Of(("service", name)));

    static readonly Gen<Tree> ToAll = Often("true", "true", "false").Select(flag => (Tree)Tree.Of(("global", Tree.Bare(flag))));

    static Gen<Tree> ToAddress(World world) => Often(world.Endpoints).Select(name => (Tree)Tree.Of(("ip", name), ("global", Tree.Bare("true"))));

    static readonly Gen<Tree> Options =
        from body in Often<string?>(null, "0", "2097152", "104857600")
        from read in Often<string?>(null, "0", "30000")
        from tries in Often<string?>(null, "0", "5")
        from cases in Maybe(Texts(Often("error", "timeout", "500", "404"), 0, 2))
        from buffer in Often<string?>(null, null, "4096", "0")
        select (Tree)Tree.Of(
            ("max_body_size", Number(body)), ("read_timeout", Number(read)), ("next_tries", Number(tries)), ("next_cases", cases), ("proxy_buffer_size", Number(buffer)));

    static Tree? Number(string? text) => text is null ? null : Tree.Bare(text);

    static Gen<Tree> Params(bool mounts) =>
        from readOnly in Often<string?>(null, null, null, "true", "false", "false")
        from words in Maybe(Texts(Often("logs", "events", "deployment"), 0, 2))
        from tee in Often<string?>(null, null, null, null, "cpu")
        select (Tree)Tree.Of(
            ("storage", !mounts ? null : Tree.Of(ComputeTrees.Volumes.Select(name => (name, (Tree?)Tree.Of(("mount", $"/mnt/{name}"), ("readOnly", Number(readOnly))))))),
            ("permissions", words is null ? null : Tree.Of(("read", words))),
            ("tee", tee is null ? null : (Tree)tee));

    static readonly Gen<Tree> Credentials =
        from host in Often("ghcr.io", " ghcr.io ", "https://index.docker.io/v1/")
        from email in Often<string?>(null, "me@example.com")
        from password in Gen.Frequency((4, Often("secret1")), (1, Texts()))
        select (Tree)Tree.Of(("host", host), ("username", "me"), ("password", password), ("email", email is null ? null : (Tree)email));
}
