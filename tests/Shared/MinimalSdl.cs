namespace Akash.Tests;

static class MinimalSdl
{
    /// <summary>The worked example of spec/sdl.md section 9.</summary>
    public const string Text = """
        version: "2.0"
        services:
          web:
            image: nginx:1.25.3
            expose:
              - port: 80
                as: 80
                to:
                  - global: true
        profiles:
          compute:
            web:
              resources:
                cpu:
                  units: 0.1
                memory:
                  size: 512Mi
                storage:
                  size: 512Mi
          placement:
            dcloud:
              pricing:
                web:
                  denom: uact
                  amount: 1000
        deployment:
          web:
            dcloud:
              profile: web
              count: 1
        """;

    /// <summary>The version hash of <see cref="Text"/>, in hex.</summary>
    public const string Hash = "b508e31c6d2984b36f2b9fab1cb9646f1a5b78a0fd3fc1b406051e84527fc7e5";
}
