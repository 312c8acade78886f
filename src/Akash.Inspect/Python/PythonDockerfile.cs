namespace Akash.Inspect.Python;

/// <summary>The generated image of a Python project: a virtual environment built once and copied, run as a user of its own.</summary>
static class PythonDockerfile
{
    const string Environment = "/opt/venv";

    public static string Write(string version, PythonInstaller? installer, string? server, string start, int? port)
    {
        var image = $"python:{version}-slim";
        return DockerfileText.Join(
        [
            $"FROM {image} AS build",
            installer?.Tool is { } tool ? $"RUN pip install --no-cache-dir {tool}" : null,
            $"RUN python -m venv {Environment}",
            $"ENV VIRTUAL_ENV={Environment} PATH={Environment}/bin:$PATH",
            "WORKDIR /app",
            server is null ? null : $"RUN pip install --no-cache-dir {server}",
            .. Install(installer),
            "",
            $"FROM {image}",
            $"ENV PATH={Environment}/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1{(port is null ? "" : $" PORT={port}")}",
            "RUN useradd --uid 10001 --create-home app",
            "WORKDIR /app",
            $"COPY --from=build {Environment} {Environment}",
            "COPY --from=build --chown=10001:10001 /app ./",
            "USER 10001",
            port is null ? null : $"EXPOSE {port}",
            StartCommand.ToCmd(start),
        ]);
    }

    static IEnumerable<string> Install(PythonInstaller? installer)
    {
        if (installer is { NeedsSource: false })
        {
            yield return $"COPY {string.Join(' ', installer.Manifests)} ./";
            yield return "RUN " + installer.Command;
        }
        yield return "COPY . .";
        if (installer is { NeedsSource: true }) yield return "RUN " + installer.Command;
    }
}
