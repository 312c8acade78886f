using System.Text;

namespace Akash.Provider.Streams;

/// <summary>
/// What has been read of a lease's events. A new connection begins with a list of all there are, in which each stands
/// once; what comes again after that has happened again.
/// </summary>
sealed class EventHistory
{
    readonly HashSet<string> before = [];
    readonly HashSet<string> listed = [];

    public void Reconnect()
    {
        before.UnionWith(listed);
        listed.Clear();
    }

    public bool IsNew(byte[] frame)
    {
        var text = Encoding.UTF8.GetString(frame);
        return !listed.Add(text) || !before.Contains(text);
    }
}
