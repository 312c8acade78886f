namespace Akash.Sizing;

/// <summary>What providers' usual price script asks: US cents a month, of 1000 millicores and of a GiB each.</summary>
public sealed record MarketPrices(int Cpu, int Memory, int Ephemeral, int Hdd, int Ssd, int Nvme)
{
    public static MarketPrices Read()
    {
        var row = Table.Read("prices.csv").Single();
        int Cents(string column) => (int)row.Integer(column)!.Value;
        return new MarketPrices(Cents("cpu"), Cents("memory"), Cents("ephemeral"), Cents("hdd"), Cents("ssd"), Cents("nvme"));
    }
}
