using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Chain;

static class AnyMessages
{
    /// <summary>Type URLs of the chain start with a bare slash.</summary>
    public static Any ToAny(this IMessage message) => new() { TypeUrl = $"/{message.Descriptor.FullName}", Value = message.ToByteString() };
}
