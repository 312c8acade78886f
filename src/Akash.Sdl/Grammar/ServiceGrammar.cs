using Akash.Sdl.Reading;

namespace Akash.Sdl.Grammar;

/// <summary>Services: image, ports and volumes (spec/sdl.md sections 3.2 to 3.6).</summary>
static class ServiceGrammar
{
    public static readonly WholeShape Port = new(1, 65535);

    public static readonly WordShape Protocol = new("tcp", "tcp", "udp", "TCP", "UDP");

    public static readonly WordShape NextCase = new(null, "error", "timeout", "500", "502", "503", "504", "403", "404", "429", "off");

    public static readonly WordShape Permission = new(null, "deployment", "logs", "events");

    public static readonly WordShape Tee = new(null, "cpu", "cpu-gpu");

    public static readonly WholeShape BodySize = new(0, 104_857_600, 1_048_576);
    public static readonly WholeShape Milliseconds = new(0, 60_000, 60_000);
    public static readonly WholeShape BufferSize = new(0, 1_048_576, 0);

    public static readonly TextShape Ip = new(MinLength: 1);

    public static readonly Structure HttpOptions = new(
        new Key("max_body_size", BodySize, "The largest request body, in bytes."),
        new Key("read_timeout", Milliseconds, "How long a response may take, in milliseconds."),
        new Key("send_timeout", Milliseconds, "How long a request may take, in milliseconds."),
        new Key("next_tries", new WholeShape(0, uint.MaxValue, 3), "How many replicas are tried."),
        new Key("next_timeout", new WholeShape(0, uint.MaxValue, 0), "How long replicas are tried, in milliseconds; 0 sets no limit."),
        new Key("next_cases", new ListShape(NextCase), "What makes the proxy try another replica; `off` stands alone."),
        new Key("proxy_buffer_size", BufferSize, "Buffer for response headers, in bytes; 0 leaves it to the provider."));

    public static readonly Structure Target = new(
        new Key("service", new TextShape(), "A service that may connect to this port."),
        new Key("global", new FlagShape(), "Whether the port is reachable from the internet."),
        new Key("ip", Ip, "An endpoint under `endpoints` whose leased IP the port is at; needs `global: true`."));

    /// <summary>The lenient tool also knows, and ignores, options at a target.</summary>
    public static readonly Structure LenientTarget = new([.. Target.Keys, new Key("http_options", HttpOptions, "Ignored.")]);

    public static readonly Structure Expose = new(
        new Key("port", Port, "The port the container listens on.", IsRequired: true),
        new Key("as", Port, "The port others see; the same where absent. A global tcp port 80 is served through the provider's HTTP ingress."),
        new Key("proto", Protocol, "HTTP is tcp."),
        new Key("to", new ListShape(Target), "Who may connect."),
        new Key("accept", new ListShape(new TextShape(Pattern: Names.HostPattern, Examples: ["www.example.com"])), "Your own host names for a global port 80, lower case."),
        new Key("http_options", HttpOptions, "How the provider's HTTP ingress treats requests."));

    public static readonly Structure Mount = new(
        new Key("mount", new TextShape(Pattern: "^/", Examples: ["/data", "/dev/shm"]), "Where the volume is mounted, an absolute path."),
        new Key("readOnly", new FlagShape(), "Whether the container can only read it."));

    public static readonly Structure Permissions = new(
        new Key("read", new ListShape(Permission), "What the container may read of its own deployment."));

    public static readonly Structure Params = new(
        new Key("storage", new TableShape(Mount), "Mounts of the volumes of the compute profile, by volume name."),
        new Key("permissions", Permissions, "Rights of the container at the provider."),
        new Key("tee", Tee, "Confidential computing."));

    public static readonly TextShape Host = new(MinLength: 1, Examples: ["ghcr.io", "https://index.docker.io/v1/"]);
    public static readonly TextShape Email = new(MinLength: 5);
    public static readonly TextShape User = new(MinLength: 1);
    public static readonly TextShape Password = new(MinLength: 6);

    public static readonly Structure Credentials = new(
        new Key("host", Host, "The registry.", IsRequired: true),
        new Key("email", Email, "Left out of the manifest in version 2.0."),
        new Key("username", User, "Who pulls.", IsRequired: true),
        new Key("password", Password, "A token that can only pull.", IsRequired: true));

    public static readonly TextShape Image = new(MinLength: 1, Examples: ["nginx:1.27.3"]);

    public static readonly Structure Dependency = new(new Key("service", new TextShape(), "A service."));

    public static readonly Structure Service = new(
        new Key("image", Image, "The container's image, with a version or a digest: providers never fetch the same name twice.", IsRequired: true),
        new Key("command", new ListShape(new TextShape(), Nullable: true), "Replaces the image's entry point."),
        new Key("args", new ListShape(new TextShape(), Nullable: true), "Replaces the image's command."),
        new Key("env", new ListShape(new TextShape(Pattern: Names.EnvItemPattern, Examples: ["NAME=value"]), Nullable: true), "Environment variables as `NAME=value`. Everybody who sees the file sees them."),
        new Key("expose", new ListShape(Expose, Nullable: true), "Ports, and who may connect to them."),
        new Key("params", Params, "Mounts and rights."),
        new Key("credentials", Credentials, "For an image in a private registry."),
        new Key("dependencies", new ListShape(Dependency), "Read and ignored: all services start together."));
}
