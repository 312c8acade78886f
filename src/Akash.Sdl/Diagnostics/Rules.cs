namespace Akash.Sdl.Diagnostics;

/// <summary>Every rule a file can break.</summary>
static class Rules
{
    // 00xx: text and YAML
    public static readonly Rule Syntax = new("SDL0001", "The text is not YAML");
    public static readonly Rule Encoding = new("SDL0002", "The bytes are not text");
    public static readonly Rule ControlCharacter = new("SDL0003", "A control character stands in the text");
    public static readonly Rule Nesting = new("SDL0004", "Nested too deeply");
    public static readonly Rule Aliasing = new("SDL0005", "Aliases expand to too much");
    public static readonly Rule Alias = new("SDL0006", "An alias without its anchor");
    public static readonly Rule SeveralDocuments = new("SDL0007", "More than one document");
    public static readonly Rule DuplicateKey = new("SDL0008", "A key is written twice");
    public static readonly Rule Tab = new("SDL0009", "A tab indents a line");
    public static readonly Rule Tag = new("SDL0010", "A tag that does not fit");
    public static readonly Rule Merge = new("SDL0011", "A merge of what is not a mapping");
    public static readonly Rule Empty = new("SDL0012", "The file is empty");
    public static readonly Rule Directive = new("SDL0013", "A directive that is not understood");
    public static readonly Rule SurrogateEscape = new("SDL0014", "Half a character is escaped");
    public static readonly Rule TooLarge = new("SDL0015", "The file is too large");
    public static readonly Rule Unreadable = new("SDL0016", "The file cannot be read");
    public static readonly Rule Variable = new("SDL0017", "A variable without a value");
    public static readonly Rule VariableForm = new("SDL0018", "A variable that cannot be read");
    public static readonly Rule TooMany = new("SDL0019", "More problems than are listed");

    // 01xx: grammar
    public static readonly Rule UnknownKey = new("SDL0101", "An unknown key");
    public static readonly Rule MissingKey = new("SDL0102", "A required key is missing");
    public static readonly Rule WrongType = new("SDL0103", "A value of the wrong type");
    public static readonly Rule Null = new("SDL0104", "A value is missing");
    public static readonly Rule NotAllowed = new("SDL0105", "Not one of the allowed words");
    public static readonly Rule OutOfRange = new("SDL0106", "A number out of range");
    public static readonly Rule TooShort = new("SDL0107", "A text is too short");
    public static readonly Rule Version = new("SDL0108", "An unsupported version");

    // 02xx: quantities and prices
    public static readonly Rule CpuUnits = new("SDL0201", "CPU units cannot be read");
    public static readonly Rule Size = new("SDL0202", "A size cannot be read");
    public static readonly Rule GpuUnits = new("SDL0203", "GPU units cannot be read");
    public static readonly Rule GpuRam = new("SDL0204", "GPU memory cannot be read");
    public static readonly Rule Amount = new("SDL0205", "A price cannot be read");
    public static readonly Rule NoPrice = new("SDL0206", "A price of nothing or less");
    public static readonly Rule Denom = new("SDL0207", "A denom that does not exist");
    public static readonly Rule Window = new("SDL0208", "A reclamation window cannot be read");

    // 03xx: references
    public static readonly Rule UnknownService = new("SDL0301", "A service that is not defined");
    public static readonly Rule NotDeployed = new("SDL0302", "A service that is not deployed");
    public static readonly Rule UnknownPlacement = new("SDL0303", "A placement that is not defined");
    public static readonly Rule UnknownProfile = new("SDL0304", "A compute profile that is not defined");
    public static readonly Rule MissingPrice = new("SDL0305", "A profile without a price");
    public static readonly Rule UnknownEndpoint = new("SDL0306", "An endpoint that is not defined");
    public static readonly Rule UnusedEndpoint = new("SDL0307", "An endpoint that is not used");
    public static readonly Rule UnknownVolume = new("SDL0308", "A volume that is not defined");
    public static readonly Rule NothingDeployed = new("SDL0309", "Nothing is deployed");

    // 04xx: ports, hosts and addresses
    public static readonly Rule Protocol = new("SDL0401", "An unknown protocol");
    public static readonly Rule IpNotGlobal = new("SDL0402", "An IP that is not global");
    public static readonly Rule IpCollision = new("SDL0403", "Two ports on one IP");
    public static readonly Rule HttpOption = new("SDL0404", "An HTTP option out of range");
    public static readonly Rule NextCase = new("SDL0405", "An unknown case for the next upstream");
    public static readonly Rule OffWithOthers = new("SDL0406", "Off together with other cases");
    public static readonly Rule HostName = new("SDL0407", "A host name that cannot be one");
    public static readonly Rule HostTwice = new("SDL0408", "A host name used twice");
    public static readonly Rule NoGlobal = new("SDL0409", "Nothing is reachable");
    public static readonly Rule EndpointName = new("SDL0410", "An endpoint name that cannot be one");
    public static readonly Rule EndpointKind = new("SDL0411", "An unknown kind of endpoint");
    public static readonly Rule Port = new("SDL0412", "A port out of range");

    // 05xx: storage, GPU, confidential computing, credentials
    public static readonly Rule VolumeTwice = new("SDL0501", "Two volumes of one name");
    public static readonly Rule StorageAttribute = new("SDL0502", "An unknown storage attribute");
    public static readonly Rule StorageClass = new("SDL0503", "An unknown storage class");
    public static readonly Rule Persistent = new("SDL0504", "Persistent is neither true nor false");
    public static readonly Rule PersistentRam = new("SDL0505", "Memory cannot be persistent");
    public static readonly Rule EphemeralClass = new("SDL0506", "A storage class without persistence");
    public static readonly Rule Mount = new("SDL0507", "A mount without an absolute path");
    public static readonly Rule MountTwice = new("SDL0508", "Two volumes on one mount");
    public static readonly Rule Unmounted = new("SDL0509", "A persistent volume that is not mounted");
    public static readonly Rule ReadOnlyRam = new("SDL0510", "Memory mounted read-only");
    public static readonly Rule NoVolume = new("SDL0511", "No storage");
    public static readonly Rule GpuWithoutAttributes = new("SDL0521", "A GPU without attributes");
    public static readonly Rule AttributesWithoutGpu = new("SDL0522", "GPU attributes without a GPU");
    public static readonly Rule NoVendor = new("SDL0523", "A GPU without a vendor");
    public static readonly Rule Vendor = new("SDL0524", "An unknown GPU vendor");
    public static readonly Rule GpuModel = new("SDL0525", "A GPU model that cannot be asked for");
    public static readonly Rule GpuInterface = new("SDL0526", "An unknown GPU interface");
    public static readonly Rule Tee = new("SDL0531", "An unknown kind of confidential computing");
    public static readonly Rule TeeWithoutGpu = new("SDL0532", "Confidential GPU computing without a GPU");
    public static readonly Rule TeeConflict = new("SDL0533", "Two kinds of confidential computing in one placement");
    public static readonly Rule Credentials = new("SDL0541", "Incomplete registry credentials");

    // 06xx: names
    public static readonly Rule ServiceName = new("SDL0601", "A service name that cannot be one");
    public static readonly Rule GroupName = new("SDL0602", "A placement without a name");
    public static readonly Rule EnvName = new("SDL0603", "An environment name that cannot be one");
    public static readonly Rule NoImage = new("SDL0604", "A service without an image");

    // 07xx: what the network takes
    public static readonly Rule CpuLimit = new("SDL0701", "More or less CPU than the network allows");
    public static readonly Rule MemoryLimit = new("SDL0702", "More or less memory than the network allows");
    public static readonly Rule StorageLimit = new("SDL0703", "A larger or smaller volume than the network allows");
    public static readonly Rule GpuLimit = new("SDL0704", "More GPUs than the network allows");
    public static readonly Rule PriceLimit = new("SDL0705", "A higher price than the network allows");
    public static readonly Rule GroupTotal = new("SDL0706", "More in one placement than the network allows");
    public static readonly Rule MixedDenoms = new("SDL0707", "Prices in several denoms");
    public static readonly Rule AttributeKey = new("SDL0709", "A resource attribute that cannot be one");
    public static readonly Rule RefusedDenom = new("SDL0710", "A denom that the chain refuses");
    public static readonly Rule NotEncodable = new("SDL0711", "A value that cannot be sent");
    public static readonly Rule HashMismatch = new("SDL0712", "Providers compute another version hash");
    public static readonly Rule ManifestOrder = new("SDL0713", "An order that providers refuse");

    // 10xx: advice of the linter
    public static readonly Rule MovingTag = new("SDL1001", "An image that can change under its tag");
    public static readonly Rule PlainSecret = new("SDL1002", "A secret in plain text");
    public static readonly Rule LosesData = new("SDL1003", "A database on an ephemeral disk");
    public static readonly Rule NeverMounted = new("SDL1004", "A persistent volume that nobody mounts");
    public static readonly Rule AnyGpu = new("SDL1005", "Any GPU will do");
    public static readonly Rule SharedMemory = new("SDL1006", "An inference server without shared memory");
    public static readonly Rule GpuBalance = new("SDL1007", "GPUs with little CPU or memory beside them");
    public static readonly Rule OtherTool = new("SDL1008", "The other official tool refuses the file");
    public static readonly Rule OtherHash = new("SDL1009", "The other official tool computes another version");

    public static readonly Rule UnknownGpu = new("SDL1010", "A GPU that nobody offers");
    public static readonly Rule TooManyGpus = new("SDL1011", "More GPUs than a machine has");
    public static readonly Rule BelowMarket = new("SDL1012", "A price below what providers ask");
    public static readonly Rule TooLittleMemory = new("SDL1013", "Less memory than the program takes");
    public static readonly Rule StateIsLost = new("SDL1014", "Data that does not survive an update");
    public static readonly Rule TooManyVolumes = new("SDL1015", "More volumes than providers bid for");
    public static readonly Rule UnknownTarget = new("SDL1016", "A target that is no service");
    public static readonly Rule TooMuchBesideGpu = new("SDL1017", "More CPU or memory than machines have beside their GPUs");

    /// <summary>All of them, by code.</summary>
    public static IEnumerable<Rule> All =>
    [
        Syntax, Encoding, ControlCharacter, Nesting, Aliasing, Alias, SeveralDocuments, DuplicateKey, Tab,
        Tag, Merge, Empty, Directive, SurrogateEscape, TooLarge, Unreadable, Variable, VariableForm, TooMany,
        UnknownKey, MissingKey, WrongType, Null, NotAllowed, OutOfRange, TooShort, Version,
        CpuUnits, Size, GpuUnits, GpuRam, Amount, NoPrice, Denom, Window,
        UnknownService, NotDeployed, UnknownPlacement, UnknownProfile, MissingPrice, UnknownEndpoint,
        UnusedEndpoint, UnknownVolume, NothingDeployed,
        Protocol, IpNotGlobal, IpCollision, HttpOption, NextCase, OffWithOthers, HostName, HostTwice,
        NoGlobal, EndpointName, EndpointKind, Port,
        VolumeTwice, StorageAttribute, StorageClass, Persistent, PersistentRam, EphemeralClass, Mount,
        MountTwice, Unmounted, ReadOnlyRam, NoVolume, GpuWithoutAttributes, AttributesWithoutGpu, NoVendor,
        Vendor, GpuModel, GpuInterface, Tee, TeeWithoutGpu, TeeConflict, Credentials,
        ServiceName, GroupName, EnvName, NoImage,
        CpuLimit, MemoryLimit, StorageLimit, GpuLimit, PriceLimit, GroupTotal, MixedDenoms, AttributeKey,
        RefusedDenom, NotEncodable, HashMismatch, ManifestOrder,
        MovingTag, PlainSecret, LosesData, NeverMounted, AnyGpu, SharedMemory, GpuBalance, OtherTool, OtherHash,
        UnknownGpu, TooManyGpus, BelowMarket, TooLittleMemory, StateIsLost, TooManyVolumes, UnknownTarget, TooMuchBesideGpu,
    ];
}
