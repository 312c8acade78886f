namespace Akash.Inspect;

/// <summary>Plain files: an index.html at the root or in a folder that is usually served (spec/detection.md section 3.13).</summary>
sealed class StaticSiteEcosystem : IEcosystem
{
    static readonly string[] Roots = ["", "public/", "dist/", "site/", "www/", "build/", "docs/"];

    public string Id => "static";

    public Detection? Detect(RepositorySnapshot repository)
    {
        if (Roots.FirstOrDefault(root => repository.Has(root + "index.html")) is not { } root) return null;

        var directory = root.Length == 0 ? "." : root.TrimEnd('/');
        return new(Score.EntryFile + (root.Length == 0 ? 5 : 0), new()
        {
            Ecosystem = Id,
            Kind = ApplicationKind.Static,
            StaticDirectory = new(directory, "an index.html is there", new(root + "index.html")),
            Port = new(DockerfileText.StaticPort, "the web server of the generated image"),
            HealthPath = new("/", "the first page"),
            Resources = new(250, 128, 512, "a static site"),
            Dockerfile = DockerfileText.Join(DockerfileText.StaticServer(directory, singlePage: false)),
        });
    }
}
