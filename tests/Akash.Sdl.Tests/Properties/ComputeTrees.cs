using CsCheck;
using static Akash.Sdl.Tests.Properties.SdlTrees;

namespace Akash.Sdl.Tests.Properties;

/// <summary>Compute profiles.</summary>
static class ComputeTrees
{
    public static readonly string[] Volumes = ["data", "cache"];

    public static Gen<Tree> Profile(World world) =>
        from units in Often(Tree.Bare("0.5"), Tree.Bare("1"), Tree.Bare("100m"), "500m", "2", Tree.Bare("1.5"), Tree.Bare("2.01"), "0.25")
        from arch in Often<string?>(null, null, null, "amd64")
        from memory in Size
        from storage in world.IsMounting ? SeveralVolumes : OneVolume
        from gpu in Maybe(Gpu)
        select (Tree)Tree.Of(("resources", Tree.Of(
            ("cpu", Tree.Of(("units", units), ("attributes", arch is null ? null : Tree.Of(("arch", arch))))),
            ("memory", Tree.Of(("size", memory))),
            ("storage", storage),
            ("gpu", gpu))));

    static readonly Gen<Tree> Size = Often<Tree>("512Mi", "1Gi", "1.5Gi", "2G", "64Mi", "1Gi", "10Gi", "0.5Ti", "128Mi", "6144Ki", "100M", "64Mi", "5.5M", "1Gi", "2Gi", "300Mi", "4gi");

    static readonly Gen<Tree> OneVolume = Size.Select(size => (Tree)Tree.Of(("size", size)));

    static readonly Gen<Tree> SeveralVolumes =
        from sizes in Size.Array[3]
        from classes in Often("beta1", "beta2", "beta3", "default", "beta3", "ram", "").Array[2]
        from first in Gen.Bool
        let named = Volumes.Select((name, i) => (Tree)Tree.Of(("name", name), ("size", sizes[i]), ("attributes", Attributes(classes[i]))))
        let root = (Tree)Tree.Of(("size", sizes[2]))
        select Tree.List(first ? named.Prepend(root) : named.Append(root));

    static Keys? Attributes(string storageClass) => storageClass.Length == 0
        ? null
        : Tree.Of(("persistent", Tree.Bare(storageClass == "ram" ? "false" : "true")), ("class", storageClass));

    static Gen<Tree> Gpu =>
        from units in Often("1", "2", "8")
        from models in Model.Array[0, 3]
        from any in Often(false, false, true)
        select (Tree)Tree.Of(
            ("units", Tree.Bare(units)),
            ("attributes", Tree.Of(("vendor", Tree.Of(("nvidia", any ? Tree.Bare("null") : Tree.List(models)))))));

    static readonly Gen<Tree> Model =
        from name in Often("a100", "h100", "rtx4090", "*")
        from ram in Often<string?>(null, null, "80Gi", "24Gi")
        from kind in Often<string?>(null, null, "pcie", "sxm")
        select (Tree)Tree.Of(("model", name), ("ram", ram is null ? null : (Tree)ram), ("interface", kind is null ? null : (Tree)kind));
}
