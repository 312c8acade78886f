using System.Text.RegularExpressions;

namespace Akash.Inspect;

/// <summary>A Modelfile: Ollama serves the model it describes.</summary>
sealed partial class OllamaEcosystem : IEcosystem
{
    const int Port = 11434;

    public string Id => "ollama";

    public Detection? Detect(RepositorySnapshot repository)
    {
        if (repository.Read("Modelfile") is not { } modelfile || From().Match(modelfile.Text) is not { Success: true } from) return null;

        // The model is made when the container starts: weights do not belong into an image.
        var start = $"ollama serve & until ollama list > /dev/null 2>&1; do sleep 1; done; ollama create {Inspector.ServiceName(repository.Name)} -f Modelfile && wait";
        return new(Score.Framework, new()
        {
            Ecosystem = Id,
            Kind = ApplicationKind.Web,
            Framework = new("ollama", "a Modelfile", modelfile.AtOffset(from.Index)),
            Start = new(start, "serves the Modelfile's model", new("Modelfile")),
            Port = new(Port, "Ollama's own"),
            HealthPath = new("/", "Ollama answers it"),
            Resources = new(4000, 16 * 1024, 50 * 1024, "Ollama"),
            Dockerfile = DockerfileText.Join(
            [
                "FROM ollama/ollama:0.12.6",
                $"ENV OLLAMA_HOST=0.0.0.0:{Port} HOME=/tmp",
                "WORKDIR /app",
                "COPY . .",
                "USER 10001",
                $"EXPOSE {Port}",
                $"ENTRYPOINT [\"/bin/sh\", \"-c\", {StartCommand.Quote(start)}]",
            ]),
        });
    }

    [GeneratedRegex(@"^\s*FROM\s+\S+", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex From();
}
