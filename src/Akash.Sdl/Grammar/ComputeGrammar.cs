using Akash.Sdl.Network;
using Akash.Sdl.Reading;

namespace Akash.Sdl.Grammar;

/// <summary>Compute profiles: what a replica gets (spec/sdl.md sections 3.7 and 4).</summary>
static class ComputeGrammar
{
    public static readonly WordShape StorageClass = new(null, "default", "beta1", "beta2", "beta3", "ram");

    public static readonly WordShape GpuInterface = new(null, "pcie", "sxm");

    static readonly TextShape Size = new(Pattern: $@"^[0-9]+(\.[0-9]*)?({string.Join('|', GoQuantities.Suffixes)})$", Examples: ["512Mi", "1Gi", "10Gi"]);

    public static readonly Structure Cpu = new(
        new Key(
            "units",
            new EitherShape(
                new AmountShape(Limits.MaxCpuMillis / 1000),
                new TextShape(Pattern: @"^([0-9]+(\.[0-9]+)?|[0-9]+m)$", Examples: ["500m", "1", "0.5"])),
            $"CPUs, or thousandths with `m`: {Limits.MinCpuMillis}m to {Limits.MaxCpuMillis}m.", IsRequired: true),
        new Key("attributes", new TableShape(new ScalarShape()), "What the CPU must be; the CLI knows `arch` only."));

    /// <summary>What the lenient tool takes for attributes of a CPU.</summary>
    public static readonly Structure LenientCpuAttributes = new(new Key("arch", new TextShape(), "The architecture."));

    public static readonly Structure Memory = new(new Key("size", Size, "With a unit such as Mi or Gi: 1Mi to 2Ti.", IsRequired: true));

    public static readonly Structure VolumeAttributes = new(
        new Key("class", StorageClass, "beta1 is HDD, beta2 SSD, beta3 NVMe, default what the provider prefers; ram is memory, for /dev/shm.", IsRequired: true),
        new Key("persistent", new EitherShape(new FlagShape(), new WordShape(null, "true", "false")), "Whether data survives a restart; false for class ram, true for the others.", IsRequired: true));

    public static readonly Structure Volume = new(
        new Key("name", new TextShape(), "By which `params.storage` of the service mounts it."),
        new Key("size", Size, "With a unit such as Mi or Gi: 5Mi to 32Ti.", IsRequired: true),
        new Key("attributes", VolumeAttributes, "Absent for the ephemeral disk of the container."));

    public static readonly Structure GpuModel = new(
        new Key("model", new GpuNameShape(), "As providers name it, in small letters and digits; `*` for any."),
        new Key("ram", new TextShape(Pattern: "^[0-9]+(Mi|Gi|Ti)$", Examples: ["24Gi", "80Gi"]), "Only for a model that exists with several sizes."),
        new Key("interface", GpuInterface, "Better left out: some providers cannot place it."));

    public static readonly Structure GpuVendor = new(
        new Key("nvidia", new ListShape(GpuModel, Nullable: true), "The models that will do; any where there are none."));

    public static readonly Structure GpuAttributes = new(new Key("vendor", GpuVendor, "Only NVIDIA is understood.", IsRequired: true));

    public static readonly Structure Gpu = new(
        new Key("units", new EitherShape(new WholeShape(0, Limits.MaxGpus), new TextShape(Pattern: "^[0-9]+$")), "How many GPUs each replica gets."),
        new Key("attributes", GpuAttributes, "Which GPUs will do."));

    public static readonly Structure Resources = new(
        new Key("cpu", Cpu, "Processor time.", IsRequired: true),
        new Key("memory", Memory, "Main memory.", IsRequired: true),
        new Key("storage", new EitherShape(Volume, new ListShape(Volume, MinItems: 1)), "One volume, or a list of them.", IsRequired: true),
        new Key("gpu", Gpu, "Graphics cards."));

    public static readonly Structure Profile = new(new Key("resources", Resources, "What each replica gets.", IsRequired: true));
}
