using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Akash.Proto.Provider.V1;
using Akash.Tests;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Reflection.V1;
using ProviderStatus = Akash.Proto.Provider.V1.Status;

namespace Akash.Sandbox.Tests.Providers.Recordings;

/// <summary>What a real provider answered on its gRPC port, against ours.</summary>
public sealed class GrpcRecordingTests
{
    const string Service = "akash.provider.v1.ProviderRPC";

    readonly Dictionary<string, JsonElement> all = Read();

    [Fact]
    public void Every_recorded_call_is_compared() => all.Keys.Should().BeEquivalentTo(
        "list", "describe", "describe_status", "get_status", "get_status_mtls", "get_status_bad_cert", "bid_screening", "stream_status", "lease_rpc", "unknown_method", "plaintext");

    [Fact]
    public async Task Reflection_names_and_describes_services_as_recorded()
    {
        await using var gateway = await RecordedGateway.StartAsync();
        using var channel = gateway.OpenGrpc();

        var services = (await ReflectAsync(channel, new ServerReflectionRequest { ListServices = "" })).ListServicesResponse.Service.Select(service => service.Name);
        var files = await DescribeAsync(channel, Service);

        string.Concat(services.Order(StringComparer.Ordinal).Select(service => service + "\n")).Should().Be(Output("list"));
        DescriptorText.Of(files.SelectMany(file => file.Services).Single(service => service.FullName == Service)).Should().Be(Output("describe"));
        DescriptorText.Of(files.SelectMany(file => file.MessageTypes).Single(message => message.FullName == "akash.provider.v1.Status")).Should().Be(Output("describe_status"));
    }

    [Fact]
    public async Task Services_and_methods_that_are_not_there_are_refused_as_recorded()
    {
        await using var gateway = await RecordedGateway.StartAsync();
        using var channel = gateway.OpenGrpc();

        var absent = (await ReflectAsync(channel, new ServerReflectionRequest { FileContainingSymbol = "akash.provider.lease.v1.LeaseRPC" })).ErrorResponse;
        var files = await DescribeAsync(channel, Service);
        var ofService = await RefusalAsync(channel, "akash.provider.lease.v1.LeaseRPC", "ServiceStatus");
        var ofMethod = await RefusalAsync(channel, Service, "Nope");

        // The recorder's tool asks reflection first, and calls nothing then.
        Error("lease_rpc").Should().EndWith("target server does not expose service \"akash.provider.lease.v1.LeaseRPC\"\n");
        absent.ErrorCode.Should().Be((int)StatusCode.NotFound);
        Error("unknown_method").Should().EndWith($"service \"{Service}\" does not include a method named \"Nope\"\n");
        files.SelectMany(file => file.Services).Single(service => service.FullName == Service).FindMethodByName("Nope").Should().BeNull();
        ofService.Should().Be(new Grpc.Core.Status(StatusCode.Unimplemented, "unknown service akash.provider.lease.v1.LeaseRPC"));
        ofMethod.Should().Be(new Grpc.Core.Status(StatusCode.Unimplemented, $"unknown method Nope for service {Service}"));
    }

    [Theory]
    [InlineData("get_status", null)]
    [InlineData("get_status_mtls", "valid")]
    public async Task Status_is_told_as_recorded(string id, string? certificate)
    {
        await using var gateway = await RecordedGateway.StartAsync();
        gateway.Clock.Now = Recorded(id).Timestamp.ToDateTimeOffset();
        using var channel = gateway.OpenGrpc(certificate);

        using var call = new ProviderRPC.ProviderRPCClient(channel).GetStatusAsync(new Empty());
        var status = await call;

        Shape(status).Should().Be(Shape(Recorded(id)));
        status.Timestamp.ToDateTimeOffset().Should().Be(gateway.Clock.Now);
        Names(await call.ResponseHeadersAsync).Should().BeEmpty();
        Names(call.GetTrailers()).Should().BeEmpty();
    }

    [Fact]
    public async Task Certificate_that_is_not_on_chain_ends_the_handshake_as_recorded()
    {
        await using var gateway = await RecordedGateway.StartAsync();
        gateway.Clock.Now = Recorded("get_status").Timestamp.ToDateTimeOffset();
        using var channel = gateway.OpenGrpc("unknown");

        var call = async () => await new ProviderRPC.ProviderRPCClient(channel).GetStatusAsync(new Empty());

        // The platform's TLS ends the connection without saying why.
        Error("get_status_bad_cert").Should().EndWith("tls: bad certificate\n");
        (await call.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().BeOneOf(StatusCode.Unavailable, StatusCode.Internal);
    }

    [Fact]
    public async Task Screening_of_bids_is_refused_as_recorded()
    {
        await using var gateway = await RecordedGateway.StartAsync();
        using var channel = gateway.OpenGrpc();
        var recorded = Error("bid_screening").Split('\n', StringSplitOptions.TrimEntries);

        using var call = new ProviderRPC.ProviderRPCClient(channel).BidScreeningAsync(new BidScreeningRequest());
        var answer = async () => await call;

        var refusal = (await answer.Should().ThrowAsync<RpcException>()).Which.Status;
        recorded.Should().Contain($"Code: {refusal.StatusCode}").And.Contain($"Message: {refusal.Detail}");
    }

    [Fact]
    public async Task Status_is_streamed_at_once_and_again_when_it_changes()
    {
        await using var gateway = await RecordedGateway.StartAsync();
        using var channel = gateway.OpenGrpc();

        using var call = new ProviderRPC.ProviderRPCClient(channel).StreamStatus(new Empty());
        await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken);
        var first = call.ResponseStream.Current;
        gateway.Status.Look();
        var next = call.ResponseStream.MoveNext(TestContext.Current.CancellationToken);
        gateway.Lease(RecordedAccounts.Tenant, 1521);
        gateway.LookAtChain();
        gateway.Status.Look();

        Shape(first).Should().Be(Shape(Recorded("stream_status")));
        (await next).Should().BeTrue();
        (first.Cluster.Leases.Active, call.ResponseStream.Current.Cluster.Leases.Active).Should().Be((0u, 1u));
    }

    [Fact]
    public async Task Clients_without_tls_are_cut_off_as_recorded()
    {
        await using var gateway = await RecordedGateway.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.GrpcAddress);

        await client.GetStream().WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());

        Error("plaintext").Should().EndWith("EOF\n");
        (await ReadToEndAsync(client.GetStream())).Should().Be(0);
    }

    [Fact]
    public async Task Token_costs_the_connection()
    {
        await using var gateway = await RecordedGateway.StartAsync();
        using var channel = gateway.OpenGrpc();

        var call = async () => await new ProviderRPC.ProviderRPCClient(channel).GetStatusAsync(new Empty(), new Metadata { { "authorization", "Bearer x.y.z" } });

        (await call.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.Unavailable);
    }

    static Dictionary<string, JsonElement> Read()
    {
        using var recording = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("recordings/provider-gateway.json")));
        return recording.RootElement.GetProperty("grpc").EnumerateArray().ToDictionary(entry => entry.GetProperty("id").GetString()!["grpc.".Length..], entry => entry.Clone());
    }

    string Output(string id) => all[id].GetProperty("stdout").GetString()!;

    string Error(string id) => all[id].GetProperty("stderr").GetString()!;

    /// <summary>The message in what the recorder's tool printed around it.</summary>
    ProviderStatus Recorded(string id)
    {
        var output = Output(id);
        var (begin, end) = (output.StartsWith('{') ? 0 : output.IndexOf("\n{\n", StringComparison.Ordinal), output.LastIndexOf("\n}", StringComparison.Ordinal));
        return ProviderStatus.Parser.ParseJson(output[begin..(end + 2)]);
    }

    /// <summary>What is there at every depth; machines and amounts are each one's own.</summary>
    static string Shape(ProviderStatus status) => Shape(JsonNode.Parse(new JsonFormatter(JsonFormatter.Settings.Default.WithFormatDefaultValues(true)).Format(status)));

    static string Shape(JsonNode? value) => value switch
    {
        JsonObject members => $"{{{string.Join(',', members.Select(member => member.Key + Shape(member.Value)))}}}",
        JsonArray { Count: > 0 } items => $"[{Shape(items[0])}]",
        _ => "",
    };

    /// <summary>The date aside, which this server cannot leave out.</summary>
    static IEnumerable<string> Names(Metadata metadata) => metadata.Where(entry => entry.Key != "date").Select(entry => $"{entry.Key}={entry.Value}");

    static async Task<ServerReflectionResponse> ReflectAsync(GrpcChannel channel, ServerReflectionRequest request)
    {
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken)).Should().BeTrue();
        return call.ResponseStream.Current;
    }

    static async Task<IReadOnlyList<FileDescriptor>> DescribeAsync(GrpcChannel channel, string symbol)
    {
        var answer = await ReflectAsync(channel, new ServerReflectionRequest { FileContainingSymbol = symbol });
        var files = answer.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom).ToDictionary(file => file.Name);
        return FileDescriptor.BuildFromByteStrings(files.Keys.SelectMany(name => Needed(name, files)).Distinct().Select(name => files[name].ToByteString()), DescriptorText.Registry);
    }

    /// <summary>A file after all that it imports.</summary>
    static IEnumerable<string> Needed(string file, IReadOnlyDictionary<string, FileDescriptorProto> files) =>
        [.. files[file].Dependency.SelectMany(imported => Needed(imported, files)), file];

    static async Task<Grpc.Core.Status> RefusalAsync(GrpcChannel channel, string service, string name)
    {
        var marshaller = Marshallers.Create(message => message.ToByteArray(), Empty.Parser.ParseFrom);
        var method = new Method<Empty, Empty>(MethodType.Unary, service, name, marshaller, marshaller);
        var call = async () => await channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(), new Empty());
        return (await call.Should().ThrowAsync<RpcException>()).Which.Status;
    }

    static async Task<int> ReadToEndAsync(NetworkStream stream)
    {
        try
        {
            using var received = new MemoryStream();
            await stream.CopyToAsync(received, TestContext.Current.CancellationToken);
            return (int)received.Length;
        }
        catch (IOException)
        {
            // Closed with a reset, since what was sent is left unread.
            return 0;
        }
    }
}
