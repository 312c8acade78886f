using Akash.Money;
using Akash.Sdl;

namespace Akash.Sdl.Tests.Writing;

public class SdlWriterTests
{
    [Fact]
    public void Writer_writes_a_file_as_a_person_would()
    {
        var document = new SdlDocument([
            new SdlService("web", null, new SdlResources(500, 512L << 20, 1L << 30), new DecCoin(Denoms.Uact, Dec.Parse("1000")))
            {
                Env = ["NODE_ENV=production", "GREETING=say: \"hi\""],
                Expose = [new SdlExpose(3000, 80) { Global = true }],
                Comment = ["The site."],
            },
            new SdlService("gpu", "ghcr.io/o/llm:1", new SdlResources(2100, 8L << 30, 20L << 30)
            {
                Gpu = new SdlGpu(1, [new SdlGpuModel("h100"), new SdlGpuModel("a100", 80)]),
                Volumes = [new SdlVolume("shm", 1L << 30, "ram", "/dev/shm"), new SdlVolume("data", 100L << 30, "beta3", "/data")],
            }, new DecCoin(Denoms.Uact, Dec.Parse("25000.5")))
            {
                Expose = [new SdlExpose(8000, 8000) { ToServices = ["web"] }],
            },
        ]);

        SdlWriter.Write(document).Should().Be("""
            version: "2.0"

            services:
              # The site.
              web:
                env:
                  - NODE_ENV=production
                  - "GREETING=say: \"hi\""
                expose:
                  - port: 3000
                    as: 80
                    proto: tcp
                    to:
                      - global: true
              gpu:
                image: ghcr.io/o/llm:1
                expose:
                  - port: 8000
                    as: 8000
                    proto: tcp
                    to:
                      - service: web
                params:
                  storage:
                    shm:
                      mount: /dev/shm
                    data:
                      mount: /data

            profiles:
              compute:
                web:
                  resources:
                    cpu:
                      units: 0.5
                    memory:
                      size: 512Mi
                    storage:
                      - size: 1Gi
                gpu:
                  resources:
                    cpu:
                      units: 2100m
                    memory:
                      size: 8Gi
                    gpu:
                      units: 1
                      attributes:
                        vendor:
                          nvidia:
                            - model: a100
                              ram: 80Gi
                            - model: h100
                    storage:
                      - name: shm
                        size: 1Gi
                        attributes:
                          persistent: false
                          class: ram
                      - size: 20Gi
                      - name: data
                        size: 100Gi
                        attributes:
                          persistent: true
                          class: beta3
              placement:
                akash:
                  pricing:
                    web:
                      denom: uact
                      amount: 1000
                    gpu:
                      denom: uact
                      amount: 25000.5

            deployment:
              web:
                akash:
                  profile: web
                  count: 1
              gpu:
                akash:
                  profile: gpu
                  count: 1

            """.ReplaceLineEndings("\n"));
    }
}
