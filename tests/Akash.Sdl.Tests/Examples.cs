using System.Text;
using Akash.Tests;

namespace Akash.Sdl.Tests;

static class Examples
{
    public const string Minimal = MinimalSdl.Text;

    public static SdlSource Source(string text) => new("deploy.yaml", Encoding.UTF8.GetBytes(text));

    public static SdlResult Compile(string text, SdlFlavor flavor = SdlFlavor.Go) => SdlCompiler.Compile(Source(text), flavor);
}
